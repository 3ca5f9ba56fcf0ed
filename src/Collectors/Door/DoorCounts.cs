using System.Globalization;

namespace DevRel.Collectors.Door;

/// <summary>What the door changed or turned away in one run.</summary>
internal sealed class DoorCounts
{
    public long Future { get; set; }
    public long Undated { get; set; }
    public long OptedOut { get; set; }
    public long Unusable { get; set; }

    /// <summary>For the status. Nothing of those who opted out: a number could point at them.</summary>
    public IEnumerable<string> Sentences()
    {
        if (Future > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Future} items are dated more than a day ahead; they count from when they were seen"
            );
        if (Undated > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Undated} items are dated before 1970; they count as of 1970-01-01"
            );
        if (Unusable > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Unusable} items had no usable id or value");
    }
}
