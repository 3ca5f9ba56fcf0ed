using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>Writes activities and their retractions. What counts as equal is said once, in SQL: every column but sequence and collected-at.</summary>
internal sealed class ActivityTable(Database database, Dictionaries dictionaries)
{
    /// <summary>What stands for the kind of an activity that the platform took back.</summary>
    public const long Retracted = 0;

    private const string Content =
        "platform, kind, member, hints, thread, thread_part, parent, parent_part, container, occurred, evidence, flags, "
        + "outcome, lines_added, lines_deleted, files_changed, utc_offset, value, tags";

    private static readonly string[] Columns = Content.Split(", ");

    private readonly Statement upsert = database.Prepare(
        $"INSERT INTO activity (sequence, source, name, part, collected, {Content}) "
            + $"VALUES (?, ?, ?, ?, ?{string.Concat(Columns.Select(_ => ", ?"))}) "
            + "ON CONFLICT (name, part) DO UPDATE SET sequence = excluded.sequence, collected = excluded.collected, "
            + string.Join(", ", Columns.Select(column => $"{column} = excluded.{column}"))
            + $" WHERE ({Content}) IS NOT ({string.Join(", ", Columns.Select(column => "excluded." + column))})"
    );

    private readonly Statement retract = database.Prepare(
        $"UPDATE activity SET sequence = ?1, kind = {Retracted}, collected = NULL, "
            + string.Join(", ", Columns.Where(column => column != "kind").Select(column => $"{column} = NULL"))
            + $" WHERE name = ?2 AND part = ?3 AND kind <> {Retracted}"
    );

    /// <summary>False when the same is stored already.</summary>
    public bool Put(long sequence, Activity activity)
    {
        var source = dictionaries.Source(activity.Source);
        upsert.Bind(1, sequence);
        upsert.Bind(2, source);
        dictionaries.Names.Bind(upsert, 3, 4, source, activity.NativeId);
        upsert.Bind(5, Instants.Write(activity.CollectedAt));
        upsert.Bind(6, dictionaries.Word(activity.Platform));
        upsert.Bind(7, (long)activity.Kind);
        upsert.BindOrNull(8, activity.Member is { } member ? dictionaries.Member(member) : null);
        upsert.Bind(9, (long)activity.Hints);
        BindId(10, source, activity.Thread);
        BindId(12, source, activity.Parent);
        BindWord(14, activity.Container);
        upsert.Bind(15, Instants.Write(activity.OccurredAt));
        upsert.Bind(16, (long)activity.Evidence);
        BindAttributes(17, activity.Attributes);
        return upsert.Run();
    }

    /// <summary>False when there was nothing to retract.</summary>
    public bool Retract(long sequence, string source, string nativeId)
    {
        if (dictionaries.FindSource(source) is not { } number)
            return false;
        if (!dictionaries.Names.BindKnown(retract, 2, 3, number, nativeId))
            return false;
        retract.Bind(1, sequence);
        return retract.Run();
    }

    private void BindAttributes(int first, ActivityAttributes attributes)
    {
        upsert.Bind(first, (long)AttributeFlags.Of(attributes));
        BindWord(first + 1, attributes.Outcome);
        upsert.BindOrNull(first + 2, attributes.LinesAdded);
        upsert.BindOrNull(first + 3, attributes.LinesDeleted);
        upsert.BindOrNull(first + 4, attributes.FilesChanged);
        upsert.BindOrNull(first + 5, attributes.UtcOffsetMinutes);
        if (attributes.Value is { } value)
            upsert.Bind(first + 6, value);
        else
            upsert.BindNull(first + 6);
        upsert.BindOrNull(first + 7, dictionaries.Word(attributes.Tags));
    }

    private void BindWord(int parameter, string? text)
    {
        if (text is null)
            upsert.BindNull(parameter);
        else
            upsert.Bind(parameter, dictionaries.Word(text));
    }

    private void BindId(int parameter, long source, string? id)
    {
        if (id is not null)
        {
            dictionaries.Names.Bind(upsert, parameter, parameter + 1, source, id);
            return;
        }

        upsert.BindNull(parameter);
        upsert.BindNull(parameter + 1);
    }
}

/// <summary>The four yes-or-no attributes as bits of one column. Stored: append, never reuse.</summary>
[Flags]
internal enum StoredFlags : byte
{
    None = 0,
    AsksAnswer = 1,
    Merge = 2,
    Draft = 4,
    CoAuthor = 8,
}

internal static class AttributeFlags
{
    public static StoredFlags Of(ActivityAttributes attributes) =>
        (attributes.AsksAnswer ? StoredFlags.AsksAnswer : StoredFlags.None)
        | (attributes.Merge ? StoredFlags.Merge : StoredFlags.None)
        | (attributes.Draft ? StoredFlags.Draft : StoredFlags.None)
        | (attributes.CoAuthor ? StoredFlags.CoAuthor : StoredFlags.None);
}
