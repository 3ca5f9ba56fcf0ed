using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DevRel.Exporter.Web;

/// <summary>Reads a web configuration file and everything it names, and reports all that is wrong at once.</summary>
internal sealed class WebConfigReader
{
    private static readonly string[] TopFields =
    [
        "tls_server_config",
        "http_server_config",
        "basic_auth_users",
        "bearer_token_file",
    ];

    /// <summary>Larger is no configuration, and would be read at every change.</summary>
    private const int MaxBytes = 1 << 20;

    private readonly string path;
    private readonly List<string> problems = [];
    private readonly List<string> files = [];

    private WebConfigReader(string path) => this.path = path;

    /// <summary>Errors: <see cref="WebConfigException"/>.</summary>
    public static WebConfig Read(string path)
    {
        var reader = new WebConfigReader(path);
        var config = reader.Read();
        return reader.problems.Count == 0
            ? config with
            {
                Files = reader.files,
            }
            : throw new WebConfigException(string.Join('\n', reader.problems));
    }

    public void Report(YamlNode at, string problem) => problems.Add($"{path}:{at.Start.Line}: {problem}");

    /// <summary>Relative to the folder of the configuration. Null and a report when it cannot be read.</summary>
    public string? ReadFile(YamlNode at, string field)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Text(at, field) ?? "");
        files.Add(file);
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Report(at, $"{field}: {file} cannot be read; write the path of a file that this process may read");
            return null;
        }
    }

    public string? Text(YamlNode node, string field)
    {
        if (node is YamlScalarNode { Value: { } value })
            return value;
        Report(node, $"{field}: wants one value");
        return null;
    }

    public bool? Flag(YamlNode node, string field)
    {
        if (Text(node, field) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        Report(node, $"{field}: '{text}' is neither true nor false");
        return null;
    }

    /// <summary>A mapping of known fields, each once.</summary>
    public IReadOnlyDictionary<string, YamlNode> Fields(YamlNode node, string field, IReadOnlyList<string> known)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, field))
        {
            if (known.Count == 0 || known.Contains(key.Value, StringComparer.Ordinal))
                fields[key.Value!] = value;
            else
                Report(
                    key,
                    $"{Join(field, key.Value!)}: is not a field that can be honoured here; known are {string.Join(", ", known)}"
                );
        }

        return fields;
    }

    public static string Join(string field, string child) => field.Length == 0 ? child : $"{field}.{child}";

    private WebConfig Read()
    {
        if (Root() is not { } root)
            return new WebConfig();
        var fields = Fields(root, "", TopFields);
        var config = new WebConfig();
        if (fields.TryGetValue("tls_server_config", out var tls))
            config = config with { Tls = new TlsConfigReader(this).Read(tls) };
        if (fields.TryGetValue("http_server_config", out var http))
            config = ReadHttp(config, http);
        if (fields.TryGetValue("basic_auth_users", out var users))
            config = config with { Users = ReadUsers(users) };
        if (fields.TryGetValue("bearer_token_file", out var token))
            config = config with { AsksForToken = true, TokenHashes = ReadTokens(token) };
        return config;
    }

    /// <summary>Null for an empty file, which asks for nothing.</summary>
    private YamlNode? Root()
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new WebConfigException($"{path}: is larger than 1 MiB; name the web configuration file");
            using var text = new StringReader(File.ReadAllText(path));
            var yaml = new YamlStream();
            yaml.Load(text);
            return yaml.Documents.Count == 0 ? null : yaml.Documents[0].RootNode;
        }
        catch (YamlException broken)
        {
            throw new WebConfigException($"{path}:{broken.Start.Line}: is not YAML: {broken.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WebConfigException($"{path}: cannot be read; name a file that this process may read");
        }
    }

    private IEnumerable<(YamlScalarNode Key, YamlNode Value)> Entries(YamlNode node, string field)
    {
        if (node is not YamlMappingNode mapping)
        {
            if (node is not YamlScalarNode { Value: "" or null })
                Report(node, $"{(field.Length == 0 ? "file" : field)}: wants fields, one a line");
            yield break;
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: not null } scalar)
                yield return (scalar, value);
        }
    }

    private WebConfig ReadHttp(WebConfig config, YamlNode node)
    {
        var fields = Fields(node, "http_server_config", ["http2", "headers"]);
        if (fields.TryGetValue("http2", out var http2))
            config = config with { Http2 = Flag(http2, "http_server_config.http2") ?? true };
        if (!fields.TryGetValue("headers", out var headers))
            return config;
        var chosen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Fields(headers, "http_server_config.headers", []))
        {
            var field = $"http_server_config.headers.{name}";
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
                Report(value, $"{field}: is not the name of a header");
            else if (Text(value, field) is { } text)
                chosen[name] = text;
        }

        return config with
        {
            Headers = chosen,
        };
    }

    private Dictionary<string, string> ReadUsers(YamlNode node)
    {
        var users = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (user, value) in Fields(node, "basic_auth_users", []))
        {
            var field = $"basic_auth_users.{user}";
            if (Text(value, field) is not { } hash)
                continue;
            if (Bcrypt.Complaint(hash) is { } complaint)
                Report(value, $"{field}: {complaint}");
            users[user] = hash;
        }

        if (users.Count == 0)
            Report(node, "basic_auth_users: names nobody; name a user or leave the field out");
        return users;
    }

    private List<byte[]> ReadTokens(YamlNode node)
    {
        const int shortest = 16;
        var hashes = new List<byte[]>();
        var lines = (ReadFile(node, "bearer_token_file") ?? "").Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        foreach (var token in lines)
        {
            if (token.Length < shortest)
                Report(
                    node,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"bearer_token_file: a token has fewer than {shortest} characters; make one with `openssl rand -hex 32`"
                    )
                );
            hashes.Add(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        }

        return hashes;
    }
}
