using System.Globalization;

namespace DevRel.Collectors.GitHub;

/// <summary>
/// Which profiles were read when. A file and not the cursor, which is written with every batch: losing it costs requests and no data.
/// Lines: account, day of reading (0: not yet), ETag.
/// </summary>
internal sealed class ProfileLedger(string folder)
{
    /// <summary>A profile is read again after this many days, when its owner is active.</summary>
    private const int Days = 30;
    private readonly string file = Path.Combine(folder, "profiles.tsv");
    private readonly Dictionary<string, (int Day, string ETag)> entries = new(StringComparer.Ordinal);
    private bool loaded;

    public void Seen(IEnumerable<string> accounts)
    {
        Load();
        Append([
            .. accounts
                .Where(account => !entries.ContainsKey(account))
                .Distinct(StringComparer.Ordinal)
                .Select(account => (account, 0, "")),
        ]);
    }

    /// <summary>Accounts to read now, among those ever seen and not read, and those seen again.</summary>
    public IReadOnlyList<string> Due(DateOnly today, IReadOnlySet<string> seen)
    {
        Load();
        return
        [
            .. entries
                .Where(entry =>
                    entry.Value.Day == 0 || (seen.Contains(entry.Key) && today.DayNumber - entry.Value.Day >= Days)
                )
                .Select(entry => entry.Key)
                .Order(StringComparer.Ordinal),
        ];
    }

    public string? ETag(string account) =>
        entries.TryGetValue(account, out var entry) && entry.ETag.Length > 0 ? entry.ETag : null;

    public void Read(IReadOnlyCollection<(string Account, string? ETag)> read, DateOnly today) =>
        Append([.. read.Select(one => (one.Account, today.DayNumber, one.ETag ?? ""))]);

    private void Append(IReadOnlyList<(string Account, int Day, string ETag)> lines)
    {
        if (lines.Count == 0)
            return;
        foreach (var (account, day, etag) in lines)
            entries[account] = (day, etag);
        Directory.CreateDirectory(folder);
        File.AppendAllLines(
            file,
            lines.Select(line =>
                string.Create(CultureInfo.InvariantCulture, $"{line.Account}\t{line.Day}\t{line.ETag}")
            )
        );
    }

    private void Load()
    {
        if (loaded)
            return;
        loaded = true;
        if (!File.Exists(file))
            return;
        foreach (var line in File.ReadLines(file))
        {
            // A line cut short by a crash is one profile read once more.
            var fields = line.Split('\t');
            if (
                fields.Length == 3
                && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            )
                entries[fields[0]] = (day, fields[2]);
        }
    }
}
