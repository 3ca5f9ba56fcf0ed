namespace DevRel.App;

/// <summary>What the outside world lends a command: clock, chance, and where to write.</summary>
/// <param name="Chance">Uniform in 0..1; jitter.</param>
internal sealed record HostServices(TimeProvider Clock, Func<double> Chance, TextWriter Out, TextWriter Error)
{
    /// <summary>Version of the build, as <c>devrel --version</c> prints it.</summary>
    public static string Version { get; } = typeof(HostServices).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>A person watches and the output can be redrawn.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Where logs go instead of the standard error.</summary>
    public ILoggerProvider? Logs { get; init; }
}
