using System.Text.Json;
using System.Text.Json.Serialization;
using DevRel.Testing;

namespace DevRel.Collectors.Tests;

/// <summary>
/// Every folder <c>cases/PLATFORM/SITUATION</c> is a test: <c>source.json</c> and <c>exchanges.json</c> in, <c>expected.txt</c> or <c>expected-failure.txt</c> out.
/// <code>
/// source.json  { "now": "2026-01-10T00:00:00Z",          when the run begins
///                "settings": { "url": "{server}" },      the platform block; {server} is the replay server without a slash at its end
///                "secrets": { "name/key": "value" },     optional
///                "since": "2025-01-01T00:00:00Z",        optional
///                "ignore_query": ["per_page"],           optional, "*" for all
///                "runs": 2 }                             optional: further runs begin an hour later, with the cursor of the one before; the last one is compared
/// </code>
/// <c>ACCEPT_GOLDEN=1</c> writes what is expected.
/// </summary>
public sealed class Cases
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static TheoryData<string, string> All
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var folder in Directory.EnumerateDirectories(Folder()).SelectMany(Directory.EnumerateDirectories))
                cases.Add(Path.GetFileName(Path.GetDirectoryName(folder)) ?? "", Path.GetFileName(folder));
            return cases;
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public async Task A_recorded_platform_becomes_what_is_expected(string platform, string situation)
    {
        var folder = Path.Combine(Folder(), platform, situation);
        await using var server = await ReplayServer.StartAsync();
        var collected = await RunAsync(
            server,
            folder,
            PlatformCatalog.All.Single(known => known.Descriptor.Key == platform)
        );

        var (actual, file) = collected.Failure is { } failure
            ? ($"{failure.Reason}: {failure.Message}\n", "expected-failure.txt")
            : (Collecting.Lines(collected), "expected.txt");
        var unmatched = string.Concat(server.Unmatched.Select(request => $"~unmatched {request}\n"));
        Golden.Check(
            actual.Replace(server.Url.Authority, "server", StringComparison.Ordinal) + unmatched,
            Path.GetRelativePath(Files.Root, Path.Combine(folder, file))
        );
    }

    private static async Task<Collected> RunAsync(ReplayServer server, string folder, IPlatform platform)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "source.json"));
        var address = server.Url.AbsoluteUri.TrimEnd('/');
        var source = JsonSerializer.Deserialize<CaseSource>(
            text.Replace("{server}", address, StringComparison.Ordinal),
            Lenient
        )!;
        server.IgnoredQuery = source.IgnoreQuery.ToHashSet(StringComparer.Ordinal);
        server.Add(folder);
        var settings = source.Settings.Deserialize(platform.Descriptor.SettingsType, Lenient)!;
        var clock = new SkippingClock(source.Now);
        using var state = new TempFolder();
        var secrets = new CaseSecrets(source.Secrets);
        var collected = new Collected([], Failure: null);
        string? cursor = null;
        for (var run = 0; run < source.Runs; run++)
        {
            if (run > 0)
                clock.Advance(TimeSpan.FromHours(1));
            collected = await Collecting.RunAsync(platform, settings, clock, cursor, source.Since, secrets, state.Path);
            cursor = collected.Cursor ?? cursor;
        }

        return collected;
    }

    private static string Folder() =>
        Directory.CreateDirectory(Files.At("tests", "Collectors.Tests", "cases")).FullName;

    private sealed record CaseSource(DateTimeOffset Now, JsonElement Settings)
    {
        public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
        public DateTimeOffset? Since { get; init; }

        [JsonPropertyName("ignore_query")]
        public IReadOnlyList<string> IgnoreQuery { get; init; } = [];
        public int Runs { get; init; } = 1;
    }
}
