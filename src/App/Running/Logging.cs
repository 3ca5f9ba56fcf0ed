using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DevRel.App.Running;

/// <summary>One line an event on the standard error, so that the standard output stays what a verb prints. The web framework only warns.</summary>
internal static class Logging
{
    public static void Configure(ILoggingBuilder logging, HostServices host)
    {
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        logging.Services.AddSingleton(host.Clock);
        if (host.Logs is { } logs)
            logging.AddProvider(logs);
        else
            logging
                .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>()
                .AddConsole(console =>
                {
                    console.FormatterName = LineFormatter.FormatterName;
                    console.LogToStandardErrorThreshold = LogLevel.Trace;
                });
    }
}

/// <summary>Time (UTC), level unless it is information, and the message: what a person at a terminal reads.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        textWriter.Write(clock.GetUtcNow().ToString("HH:mm:ss'Z' ", CultureInfo.InvariantCulture));
        if (logEntry.LogLevel != LogLevel.Information)
            textWriter.Write(logEntry.LogLevel.ToString().ToLowerInvariant() + ": ");
        textWriter.Write(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
            textWriter.Write($" {exception}");
        textWriter.Write('\n');
    }
}
