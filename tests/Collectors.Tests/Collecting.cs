using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevRel.Activities;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Collectors.Tests;

/// <summary>What a collector yields when it is run against a replayed platform, before the door.</summary>
internal sealed record Collected(IReadOnlyList<CollectedBatch> Batches, CollectionException? Failure)
{
    public IReadOnlyList<CollectedItem> Items { get; } = [.. Batches.SelectMany(batch => batch.Items)];
    public string? Cursor => Batches.Count > 0 ? Batches[^1].Cursor : null;

    /// <summary>As a store keeps it: the last of each native id, without what was retracted.</summary>
    public IReadOnlyList<CollectedActivity> Activities
    {
        get
        {
            var kept = new Dictionary<string, CollectedActivity>(StringComparer.Ordinal);
            foreach (var item in Items)
            {
                if (item is CollectedActivity activity)
                    kept[activity.NativeId] = activity;
                else if (item is CollectedRetraction gone)
                    kept.Remove(gone.NativeId);
            }

            return [.. kept.Values];
        }
    }

    public int Count(ActivityKind kind) => Activities.Count(activity => activity.Kind == kind);
}

/// <summary>Runs a collector with skipped time on a real socket, so that a case is data and no code.</summary>
internal static class Collecting
{
    /// <param name="cursor">Where an earlier run ended.</param>
    /// <param name="clock">Shared by several runs that follow each other.</param>
    public static async Task<Collected> RunAsync(
        IPlatform platform,
        object settings,
        SkippingClock clock,
        string? cursor = null,
        DateTimeOffset? since = null,
        ISecrets? secrets = null,
        string? stateFolder = null,
        string name = "source"
    )
    {
        using var folder = new TempFolder();
        using var upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), clock, () => 0);
        var source = new MetricSource
        {
            Metadata = new ObjectMetadata { Name = name },
            Spec = new MetricSourceSpec { Platform = platform.Descriptor.Key, Settings = settings },
        };
        var batches = new List<CollectedBatch>();
        try
        {
            var context = new PlatformContext(upstreams, secrets ?? new NoSecrets(), stateFolder ?? folder.Path);
            var request = new CollectionRequest(cursor, clock.GetUtcNow(), since);
            await foreach (var batch in platform.Open(source, context).CollectAsync(request, CancellationToken.None))
                batches.Add(batch);
            return new Collected(batches, Failure: null);
        }
        catch (CollectionException failure)
        {
            return new Collected(batches, failure);
        }
    }

    /// <summary>One line of JSON an item, sorted, then one for how the run ended; nulls and defaults left out.</summary>
    public static string Lines(Collected collected)
    {
        var lines = collected.Items.Select(item => Line(item).ToJsonString(Plain)).Order(StringComparer.Ordinal);
        var last = collected.Batches.Count > 0 ? collected.Batches[^1] : new CollectedBatch([], "");
        var end = Object(
            ("type", "~end"),
            ("backfill", last.BackfillProgress),
            ("truncated", collected.Batches.Any(batch => batch.Truncated) ? true : null),
            ("watermark", Time(last.Watermark)),
            ("skipped", Strings(collected.Batches.SelectMany(batch => batch.Skipped).Distinct()))
        );
        return string.Concat(lines.Append(end.ToJsonString(Plain)).Select(line => line + "\n"));
    }

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonObject Line(CollectedItem item) =>
        item switch
        {
            CollectedActivity activity => Line(activity),
            CollectedProfile { Account: var account } => Object(
                ("type", "profile"),
                ("account", $"{account.Platform}:{account.Id}"),
                ("handle", account.Handle),
                ("hints", account.Hints == MemberHints.None ? null : account.Hints.ToString()),
                ("verified_email", account.VerifiedEmail),
                ("claimed_email", account.ClaimedEmail),
                ("location", account.Location),
                ("organization", account.Organization),
                ("created", Time(account.CreatedAt))
            ),
            CollectedObservation seen => Object(
                ("type", "observation"),
                ("signal", seen.Signal.ToString()),
                ("resource", seen.Resource),
                ("at", Time(seen.ObservedAt)),
                ("value", seen.Value)
            ),
            CollectedRetraction gone => Object(("type", "retraction"), ("id", gone.NativeId)),
            _ => Object(("type", item.GetType().Name)),
        };

    private static JsonObject Line(CollectedActivity activity)
    {
        var facts = activity.Attributes;
        return Object(
            ("type", "activity"),
            ("id", activity.NativeId),
            ("kind", activity.Kind.Name()),
            ("at", Time(activity.OccurredAt)),
            ("by", activity.Author is { } author ? $"{author.Platform}:{author.Id}" : null),
            ("handle", activity.Author?.Handle),
            ("email", activity.Author?.VerifiedEmail ?? activity.Author?.ClaimedEmail),
            ("hints", Hints(activity)),
            ("thread", activity.Thread),
            ("parent", activity.Parent),
            ("container", activity.Container),
            ("evidence", activity.Evidence == Evidence.Event ? null : activity.Evidence.ToString()),
            ("outcome", facts.Outcome),
            ("asks_answer", facts.AsksAnswer ? true : null),
            ("merge", facts.Merge ? true : null),
            ("draft", facts.Draft ? true : null),
            ("co_author", facts.CoAuthor ? true : null),
            ("added", facts.LinesAdded),
            ("deleted", facts.LinesDeleted),
            ("files", facts.FilesChanged),
            ("utc_offset", facts.UtcOffsetMinutes),
            ("value", facts.Value),
            ("tags", Strings(facts.Tags))
        );
    }

    private static string? Hints(CollectedActivity activity)
    {
        var hints = activity.Hints | (activity.Author?.Hints ?? MemberHints.None);
        return hints == MemberHints.None ? null : hints.ToString();
    }

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", null);

    private static JsonArray? Strings(IEnumerable<string> texts)
    {
        var array = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
        return array.Count == 0 ? null : array;
    }

    private static JsonObject Object(params (string Name, JsonNode? Value)[] fields) =>
        new(
            fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
}

/// <summary>Secrets of a case: «name/key» to value.</summary>
internal sealed class CaseSecrets(IReadOnlyDictionary<string, string> values) : ISecrets
{
    public string Read(SecretKeyRef reference) =>
        values.TryGetValue($"{reference.Name}/{reference.Key}", out var value)
            ? value
            : throw new SecretMissingException(
                $"Secret {reference.Name} has no key {reference.Key}. Add it to the case."
            );
}

internal sealed class NoSecrets : ISecrets
{
    public string Read(SecretKeyRef reference) =>
        throw new SecretMissingException($"Secret {reference.Name} is missing. Tests without secrets need none.");
}
