using DevRel.App.Commands;
using DevRel.App.Progress;
using DevRel.Exporter;
using DevRel.Exporter.Otlp;
using DevRel.Exporter.Web;
using DevRel.Resources;
using DevRel.Store;
using Spectre.Console;

namespace DevRel.App.Running;

/// <summary>One <c>devrel run</c>, from the first manifest to the last commit.</summary>
internal static partial class Server
{
    /// <summary>Until cancelled; exit code 0 then. <paramref name="serving"/> hears the address once the port is open.</summary>
    public static async Task<int> RunAsync(
        ServeOptions options,
        HostServices host,
        CancellationToken cancellationToken,
        Action<string>? serving = null
    )
    {
        var manifests = ManifestOptions.LoadSound(options.Manifests, host);
        using var loggers = LoggerFactory.Create(logging => Logging.Configure(logging, host));
        var logger = loggers.CreateLogger(typeof(Server).FullName!);
        try
        {
            await using var pipeline = Pipeline.Open(options, host, loggers);
            using var bridge = new MeterBridge(loggers.CreateLogger<MeterBridge>());
            using var otlp = OtlpExport.Start(
                pipeline.Publisher,
                Sender(manifests),
                Environment.GetEnvironmentVariable
            );
            await using var web = WebServer.Build(options, host, pipeline, bridge, loggers);
            await web.StartAsync(cancellationToken);
            await pipeline.DeclareAsync(manifests);
            LogServing(logger, WebServer.Address(web), manifests.Works.Count, manifests.Programs.Count);
            serving?.Invoke(WebServer.Address(web));
            await WorkAsync(options, host, pipeline, loggers, cancellationToken);
            await web.StopAsync(CancellationToken.None);
            return ExitCode.Done;
        }
        catch (StoreException error)
        {
            host.Error.WriteLine(error.Message);
            return ExitCode.Failed;
        }
        catch (WebConfigException error)
        {
            host.Error.WriteLine(error.Message);
            return ExitCode.BadUsage;
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            host.Error.WriteLine(
                $"{options.Listen} is taken by another process: stop it, or choose another address with --listen"
            );
            return ExitCode.Failed;
        }
    }

    private static OtlpSender Sender(ManifestSet manifests) =>
        new(
            "devrel",
            manifests.Programs is [var only] ? only.Name : "devrel",
            Environment.MachineName,
            HostServices.Version
        );

    private static async Task WorkAsync(
        ServeOptions options,
        HostServices host,
        Pipeline pipeline,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var tasks = new[]
        {
            pipeline.Collection.RunAsync(cancellationToken),
            WatchAsync(options, host, pipeline, loggers, cancellationToken),
            ShowAsync(host, pipeline, loggers, cancellationToken),
        };
        try
        {
            await Task.WhenAll(tasks);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
    }

    /// <summary>A manifest that turns bad while running changes nothing but the log: what ran before goes on.</summary>
    private static async Task WatchAsync(
        ServeOptions options,
        HostServices host,
        Pipeline pipeline,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var logger = loggers.CreateLogger(typeof(Server).FullName!);
        var watch = new ManifestWatch(options.Manifests, host.Clock);
        while (true)
        {
            await watch.WaitForChangeAsync(cancellationToken);
            var manifests = ManifestSet.Load(options.Manifests, host.Clock.GetUtcNow());
            if (manifests.HasErrors)
            {
                LogRefused(
                    logger,
                    ProblemPrinter.Print(manifests.Problems.Where(problem => problem.Severity == Severity.Error))
                );
                continue;
            }

            await pipeline.DeclareAsync(manifests);
            LogTakenUp(logger, manifests.Works.Count, manifests.Programs.Count);
        }
    }

    private static async Task ShowAsync(
        HostServices host,
        Pipeline pipeline,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        if (host.IsTerminal)
            await new TerminalProgress(AnsiConsole.Console, pipeline.Collection, host.Clock).RunAsync(
                cancellationToken
            );
        await new ProgressLog(pipeline.Collection, host.Clock, loggers.CreateLogger<ProgressLog>()).RunAsync(
            cancellationToken
        );
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Serving {Address} for {Sources} sources and {Programs} programs; stop with Ctrl-C"
    )]
    private static partial void LogServing(ILogger logger, string address, int sources, int programs);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Manifests changed: {Sources} sources, {Programs} programs from now on"
    )]
    private static partial void LogTakenUp(ILogger logger, int sources, int programs);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Manifests changed and cannot be used; what ran before goes on\n{Problems}"
    )]
    private static partial void LogRefused(ILogger logger, string problems);
}
