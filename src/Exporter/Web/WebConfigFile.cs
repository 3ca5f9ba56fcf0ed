using Microsoft.Extensions.Logging;

namespace DevRel.Exporter.Web;

/// <summary>
/// A web configuration file that may change under the running process: each request and each handshake sees the file as it is, so that a rotated certificate,
/// token or password needs no restart. A change that cannot be read leaves the last good configuration in force.
/// </summary>
public sealed partial class WebConfigFile
{
    private readonly string path;
    private readonly ILogger<WebConfigFile> logger;
    private readonly Lock gate = new();
    private volatile State state;

    private WebConfigFile(string path, ILogger<WebConfigFile> logger)
    {
        (this.path, this.logger) = (path, logger);
        var config = WebConfigReader.Read(path);
        state = new State(config, Stamp(path, config));
        HasTls = config.Tls is not null;
    }

    /// <summary>Whether the port speaks TLS: decided at the start, as a port cannot change its manners under its clients.</summary>
    public bool HasTls { get; }

    internal WebConfig Current
    {
        get
        {
            var known = state;
            return Stamp(path, known.Config) == known.Stamp ? known.Config : Reread();
        }
    }

    /// <summary>Errors: <see cref="WebConfigException"/> with everything that is wrong, a line each.</summary>
    public static WebConfigFile Load(string path, ILogger<WebConfigFile> logger) => new(path, logger);

    private WebConfig Reread()
    {
        lock (gate)
        {
            var before = state;
            var stamp = Stamp(path, before.Config);
            if (stamp == before.Stamp)
                return before.Config;
            try
            {
                var config = WebConfigReader.Read(path);
                if (config.Tls is not null != HasTls)
                    throw new WebConfigException($"{path}: turning TLS on or off takes a restart");
                state = new State(config, Stamp(path, config));
                LogConfigReread(path);
            }
            catch (WebConfigException broken)
            {
                // The stamp of the broken file is remembered: one change, one message.
                state = before with
                {
                    Stamp = stamp,
                };
                LogConfigRefused(broken.Message);
            }

            return state.Config;
        }
    }

    /// <summary>Time and length of the file and of those it names; read through the open file, since mounted secrets are links to links.</summary>
    private static string Stamp(string path, WebConfig config)
    {
        var stamps = config.Files.Prepend(path).Select(StampOne);
        return string.Join(';', stamps);
    }

    private static string StampOne(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            var length = RandomAccess.GetLength(handle);
            return FormattableString.Invariant($"{File.GetLastWriteTimeUtc(handle).Ticks}:{length}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    private sealed record State(WebConfig Config, string Stamp);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reread the web configuration {Path}")]
    private partial void LogConfigReread(string path);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Kept the previous web configuration, as the changed one cannot be used: {Problems}"
    )]
    private partial void LogConfigRefused(string problems);
}
