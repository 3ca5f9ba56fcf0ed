using System.Collections.Frozen;
using DevRel.Activities;
using DevRel.Collectors.Door.Gazetteer;

namespace DevRel.Collectors.Door;

/// <summary>What a domain says of its owner, from <c>domains.txt</c>, whose head explains its lines.</summary>
internal static class EmailDomains
{
    private static readonly FrozenDictionary<string, EmailDomainClass> Classes = Read(PlaceNames.Text("domains.txt"));

    /// <param name="domain">Lower case, without the address before it.</param>
    public static EmailDomainClass Classify(string domain)
    {
        if (Classes.TryGetValue(domain, out var exact))
            return exact;
        var labels = domain.Split('.');
        for (var at = 0; at < labels.Length; at++)
        {
            var tail = string.Join('.', labels[at..]);
            if (Classes.TryGetValue("*." + tail, out var suffix))
                return suffix;
            // «uni-*.de» is kept as «uni-*.de» and looked up by the beginning of a label.
            var dash = labels[at].IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && Classes.TryGetValue($"{labels[at][..dash]}-*.{labels[^1]}", out var prefix))
                return prefix;
        }

        return EmailDomainClass.Other;
    }

    private static FrozenDictionary<string, EmailDomainClass> Read(string text)
    {
        var classes = new Dictionary<string, EmailDomainClass>(StringComparer.Ordinal);
        var section = EmailDomainClass.Unknown;
        foreach (
            var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
        )
        {
            if (line[0] == '[')
                section = Section(line);
            else
                foreach (var domain in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    classes[domain] = section;
        }

        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static EmailDomainClass Section(string line) =>
        line switch
        {
            "[academic]" => EmailDomainClass.Academic,
            "[public_sector]" => EmailDomainClass.PublicSector,
            _ => EmailDomainClass.FreeMail,
        };
}
