using System.Text.RegularExpressions;

namespace DevRel.Collectors.Door.Gazetteer;

/// <summary>
/// Free text of a profile to a subregion of UN M49, offline. Rather nothing than a guess: «Earth», «remote», «Berlin / NYC» and an ambiguous
/// «Georgia» give null; «Paris, Texas» and «Tbilisi, Georgia» do not.
/// </summary>
internal static partial class Places
{
    private const int MaxLength = 200;
    private static readonly PlaceNames Names = PlaceNames.Shipped;

    public static string? Subregion(string? location)
    {
        if (string.IsNullOrWhiteSpace(location))
            return null;
        var text = Flags(location.Length > MaxLength ? location[..MaxLength] : location);
        // Alternatives («Berlin / Lisbon») must agree, parts («Berlin, Germany») narrow each other down.
        string? answer = null;
        foreach (var alternative in Alternatives().Split(text))
        {
            var found = Narrow(Parts().Split(alternative).SelectMany(Look));
            if (found is null)
                continue;
            if (answer is not null && answer != found)
                return null;
            answer = found;
        }

        return answer;
    }

    /// <summary>From the last to the first: the larger place stands last, and what comes before decides what it leaves open.</summary>
    private static string? Narrow(IEnumerable<IReadOnlySet<string>> parts)
    {
        HashSet<string>? left = null;
        foreach (var part in parts.Reverse().Where(part => part.Count > 0))
        {
            if (left is null)
                left = [.. part];
            else if (left.Count > 1 && left.Overlaps(part))
                left.IntersectWith(part);
        }

        return left?.Count == 1 ? left.Single() : null;
    }

    /// <summary>The places an entry names, in order.</summary>
    private static IEnumerable<IReadOnlySet<string>> Look(string entry)
    {
        var trimmed = entry.Trim();
        if (trimmed.Length == 0)
            return [];
        if (Code().IsMatch(trimmed) && Names.OfCode(trimmed) is { Count: > 0 } coded)
            return [coded];
        if (Names.Find(Folding.Fold(trimmed), inside: false) is { } exact)
            return [exact];
        return trimmed.Any(letter => letter >= '⺀') ? LookUnspaced(trimmed) : LookInside(trimmed);
    }

    /// <summary>Longest names first, so that «New Mexico» is not Mexico. A state's code counts at the end («Austin TX»).</summary>
    private static List<IReadOnlySet<string>> LookInside(string entry)
    {
        var words = entry.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var found = new List<IReadOnlySet<string>>();
        var at = 0;
        while (at < words.Length)
        {
            var (length, place) = Longest(words, at);
            if (place is not null)
                found.Add(place);
            at += length;
        }

        var last = words[^1];
        if (words.Length > 1 && Code().IsMatch(last) && Names.OfCode(last) is { Count: > 0 } coded)
            found.Add(coded);
        return found;
    }

    private static (int Length, IReadOnlySet<string>? Place) Longest(string[] words, int at)
    {
        for (var length = Math.Min(Names.MostWords, words.Length - at); length > 0; length--)
        {
            var name = Folding.Fold(string.Join(' ', words[at..(at + length)]));
            var known = name.Length >= 4 ? Names.Find(name, inside: true) : null;
            if (known is not null)
                return (length, known);
        }

        return (1, null);
    }

    private static List<IReadOnlySet<string>> LookUnspaced(string entry)
    {
        var found = new List<IReadOnlySet<string>>();
        foreach (var name in Names.Unspaced)
        {
            if (entry.Contains(name, StringComparison.Ordinal) && Names.Find(name, inside: true) is { } place)
                found.Add(place);
        }

        return found;
    }

    /// <summary>A flag is two regional indicators, which spell the country's code.</summary>
    private static string Flags(string text) =>
        Flag()
            .Replace(
                text,
                match => $" , {(char)(match.Value[1] - 0xDDE6 + 'A')}{(char)(match.Value[3] - 0xDDE6 + 'A')} , "
            );

    [GeneratedRegex("\ud83c[\udde6-\uddff]\ud83c[\udde6-\uddff]", RegexOptions.None, 1000)]
    private static partial Regex Flag();

    [GeneratedRegex(@"\s*(?:[/|&;+~•·→⇄↔\n]|<-+>|-+>|\band\b|\bor\b)\s*", RegexOptions.None, 1000)]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"[,()\[\]，、]|\s[-–—]+\s|[–—]", RegexOptions.None, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex("^[A-Z]{2,3}$", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
