using DevRel.Store.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The test runner; or, for KillTests, a collector that commits until it is killed.
if (args is [CommittingProcess.Verb, var path])
    return await CommittingProcess.RunAsync(path);
if (args.Contains("--server") || args.Contains("--internal-msbuild-node"))
    return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
return await ConsoleRunner.Run(args);
