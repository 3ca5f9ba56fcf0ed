namespace DevRel.Store.Sqlite;

/// <summary>Deletes a source. Its revisions are lost to the feed, so the history begins anew under another epoch.</summary>
internal sealed class Removal(Database database)
{
    private readonly Statement setEpoch = database.Prepare("UPDATE store SET epoch = ?");

    private readonly Statement[] deletions =
    [
        database.Prepare("DELETE FROM activity WHERE source = ?"),
        database.Prepare("DELETE FROM observation WHERE source = ?"),
        database.Prepare("DELETE FROM member_fact WHERE source = ?"),
        database.Prepare("DELETE FROM source_state WHERE source = ?"),
        database.Prepare("DELETE FROM name WHERE source = ?"),
        database.Prepare("UPDATE source SET cursor = NULL WHERE id = ?"),
    ];

    private readonly Statement deleteMembers = database.Prepare(
        "DELETE FROM member WHERE id NOT IN (SELECT member FROM activity WHERE member IS NOT NULL) "
            + "AND id NOT IN (SELECT member FROM member_fact)"
    );

    public RemovalReceipt Remove(string source, long number, string epoch)
    {
        var deleted = deletions.Select(deletion => Delete(deletion, number)).ToList();
        deleteMembers.Run();
        setEpoch.Bind(1, epoch);
        setEpoch.Run();
        return new RemovalReceipt(source, deleted[0], deleted[1], deleted[2]);
    }

    private long Delete(Statement deletion, long number)
    {
        deletion.Bind(1, number);
        deletion.Run();
        return database.Changes;
    }
}
