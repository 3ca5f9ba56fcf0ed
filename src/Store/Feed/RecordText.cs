using System.Text;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>A record by itself, spelled as in the feed, for people and for tools that read lines of JSON.</summary>
public static class RecordText
{
    /// <summary>Without the line end.</summary>
    public static string Line(LogRecord record)
    {
        var line = new Utf8Lines();
        new FeedWriter(line).Write(FeedEntry.Of(FeedPosition.Start, record));
        // By itself it stands nowhere in a feed. Quotes inside of values are escaped, so that only the property can match.
        return Encoding
            .UTF8.GetString(line.Written.Span)
            .TrimEnd('\n')
            .Replace("\"position\":\":0\",", "", StringComparison.Ordinal);
    }
}
