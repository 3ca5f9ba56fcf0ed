Console.Error.WriteLine("devrel: no verbs yet");
return 2;
