namespace DevRel.App;

/// <summary>A person must do something else: printed as one line without a stack, exit code 2. The message says what.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;
}
