namespace DevRel.Metrics;

/// <summary>A label and what it may say. <see cref="Values"/> null: names declared in manifests or shipped lists, bounded by them.</summary>
public sealed record Label(string Name, IReadOnlyList<string>? Values = null);

/// <summary>Every label there is: a metric declares its labels from here, so that one word never means two things.</summary>
public static class Labels
{
    public static readonly Label Program = new("program");
    public static readonly Label Source = new("source");
    public static readonly Label Resource = new("resource");
    public static readonly Label Platform = new("platform");
    public static readonly Label Kind = new("kind");
    public static readonly Label Window = new("window", ["7d", "28d", "90d", "365d"]);
    public static readonly Label MemberClass = new("member_class", ["human", "team", "bot", "ai_agent", "unknown"]);
    public static readonly Label Stat = new("stat", ["p50", "p90", "mean"]);
    public static readonly Label AgeBucket = new("age_bucket", ["lt1d", "lt3d", "lt7d", "lt30d", "ge30d"]);
    public static readonly Label AnsweredBy = new("answered_by", ["peer", "team", "bot", "self", "none"]);
    public static readonly Label Contribution = new(
        "contribution",
        [
            "writing",
            "code",
            "review",
            "triage",
            "testing",
            "translation",
            "event",
            "docs",
            "moderation",
            "social",
            "advocacy",
        ]
    );
    public static readonly Label Signal = new(
        "signal",
        [
            "stars",
            "forks",
            "watchers",
            "followers",
            "downloads",
            "views",
            "clones",
            "mentions",
            "members",
            "members_online",
        ]
    );
    public static readonly Label OrbitLevel = new("orbit_level", ["1", "2", "3", "4"]);
    public static readonly Label From = new("from");
    public static readonly Label To = new("to");
    public static readonly Label CohortAge = new(
        "cohort_age",
        [.. Enumerable.Range(0, 13).Select(age => age.ToString(System.Globalization.CultureInfo.InvariantCulture))]
    );
    public static readonly Label Horizon = new("horizon", ["30d", "60d", "90d", "180d"]);
    public static readonly Label Geo = new("geo");
    public static readonly Label Vertical = new(
        "vertical",
        ["for_profit", "non_commercial", "academia", "public_sector", "individual", "unknown", "other"]
    );
    public static readonly Label Objective = new("objective");
    public static readonly Label KeyResult = new("key_result");
    public static readonly Label Guardrail = new("guardrail");
    public static readonly Label State = new(
        "state",
        ["ok", "stale", "failing", "rate_limited", "unauthorized", "suspended", "backfilling"]
    );
    public static readonly Label Reason = new(
        "reason",
        ["unauthorized", "not_found", "rate_limited", "unavailable", "unreadable", "storage", "bug"]
    );
    public static readonly Label Api = new("api");
    public static readonly Label Code = new("code", ["2xx", "3xx", "4xx", "5xx", "error"]);
    public static readonly Label Family = new("family");
    public static readonly Label Grade = new("grade", ["A", "B", "C", "D"]);
    public static readonly Label DefinitionVersion = new("definition_version");
    public static readonly Label Version = new("version");
}
