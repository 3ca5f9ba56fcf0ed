using System.Globalization;
using System.Text.Json;

namespace DevRel.Collectors.Discourse;

/// <summary>What the settings and the forum's categories decide of a post: whether it counts, where it belongs, whether it asks.</summary>
internal sealed class DiscourseCategories
{
    private readonly Dictionary<long, ListedCategory> known;
    private readonly Dictionary<long, Decision> decisions = [];
    private readonly DiscourseSettings settings;

    public DiscourseCategories(IReadOnlyList<ListedCategory> categories, DiscourseSettings settings)
    {
        this.settings = settings;
        known = categories.DistinctBy(category => category.Id).ToDictionary(category => category.Id);
        Skipped =
        [
            .. settings
                .Categories.Concat(settings.Exclude)
                .Concat(settings.Questions)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(name => !known.Keys.Any(id => Names(id).Contains(name, StringComparer.OrdinalIgnoreCase)))
                .Select(name => $"Category {name}: the forum shows none of that slug or number. Check its spelling."),
        ];
    }

    /// <summary>Names that match nothing, each in a sentence.</summary>
    public IReadOnlyList<string> Skipped { get; }

    public bool Wants(long? category) => Of(category).Wanted;

    public bool Asks(long? category) => Of(category).Asks;

    /// <summary><c>parent/child</c> by slug; the number where the forum does not name it; null outside any category.</summary>
    public string? PathOf(long? category) => Of(category).Path;

    private Decision Of(long? category)
    {
        if (category is not { } id)
            return new Decision(settings.Categories.Count == 0, Asks: false, Path: null);
        if (decisions.TryGetValue(id, out var decided))
            return decided;
        var line = Line(id);
        bool Named(IReadOnlyList<string> names) =>
            line.Exists(member => Names(member).Intersect(names, StringComparer.OrdinalIgnoreCase).Any());
        // What only some may read is read only when it is named.
        var open = !line.Exists(member => known.GetValueOrDefault(member)?.ReadRestricted == true);
        var wanted = settings.Categories.Count == 0 ? open : Named(settings.Categories);
        return decisions[id] = new Decision(
            wanted && !Named(settings.Exclude),
            Named(settings.Questions) || IsSolvable(id),
            PathOf(id)
        );
    }

    /// <summary>The category and those above it.</summary>
    private List<long> Line(long id)
    {
        var line = new List<long> { id };
        while (known.GetValueOrDefault(line[^1])?.ParentCategoryId is { } parent && !line.Contains(parent))
            line.Add(parent);
        return line;
    }

    private IEnumerable<string> Names(long id)
    {
        yield return id.ToString(CultureInfo.InvariantCulture);
        if (known.GetValueOrDefault(id)?.Slug is not { Length: > 0 } slug)
            yield break;
        yield return slug;
        yield return PathOf(id);
    }

    private string PathOf(long id) =>
        string.Join(
            '/',
            Enumerable
                .Reverse(Line(id))
                .Select(member =>
                    known.GetValueOrDefault(member)?.Slug is { Length: > 0 } slug
                        ? slug
                        : FormattableString.Invariant($"category-{member}")
                )
        );

    private bool IsSolvable(long id) =>
        known.GetValueOrDefault(id)?.CustomFields?.GetValueOrDefault("enable_accepted_answers")
            is { ValueKind: JsonValueKind.String or JsonValueKind.True } flag
        && flag.ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    private sealed record Decision(bool Wanted, bool Asks, string? Path);
}
