using System.Globalization;

namespace DevRel.Store;

/// <summary>
/// How far a reader has come: <c>EPOCH:SEQ</c>. An epoch names one history of revisions: it is drawn when a store is made and when revisions are lost,
/// so that a number of another history is recognised rather than misread.
/// </summary>
public readonly record struct FeedPosition(string Epoch, long Sequence)
{
    /// <summary>Before everything, in whatever epoch the store is in.</summary>
    public static FeedPosition Start { get; } = new("", 0);

    public bool IsStart => Sequence == 0 && string.IsNullOrEmpty(Epoch);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Sequence}");

    public static bool TryParse(string text, out FeedPosition position)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var parsed =
            long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && colon is > 0 and <= 64
            && text.AsSpan(0, colon).IndexOfAnyExceptInRange('0', 'z') < 0;
        position = parsed ? new FeedPosition(text[..colon], sequence) : Start;
        return parsed;
    }
}
