namespace DevRel.App.Running;

/// <summary>One line an event on the standard error, so that the standard output stays what a verb prints. The web framework only warns.</summary>
internal static class Logging
{
    public static void Configure(ILoggingBuilder logging, HostServices host)
    {
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        if (host.Logs is { } logs)
            logging.AddProvider(logs);
        else
            logging
                .AddSimpleConsole(console =>
                {
                    console.SingleLine = true;
                    console.TimestampFormat = "HH:mm:ss ";
                })
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
                    console.LogToStandardErrorThreshold = LogLevel.Trace
                );
    }
}
