using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>The one connection that writes. Each public method is a transaction; after a failure it stands where it stood before.</summary>
internal sealed class Writer : IDisposable
{
    private readonly Database database;
    private readonly Dictionaries dictionaries;
    private readonly ActivityTable activities;
    private readonly OtherTables others;
    private readonly Erasures erasures;
    private readonly Removal removal;
    private readonly Statement saveSequence;
    private readonly Statement saveCursor;
    private readonly Func<ulong> chance;
    private Box head;
    private long next;

    public Writer(Database database, Func<ulong> chance)
    {
        this.database = database;
        this.chance = chance;
        dictionaries = new Dictionaries(database);
        activities = new ActivityTable(database, dictionaries);
        others = new OtherTables(database, dictionaries);
        erasures = new Erasures(database, dictionaries);
        removal = new Removal(database);
        saveSequence = database.Prepare("UPDATE store SET sequence = ?");
        saveCursor = database.Prepare("UPDATE source SET cursor = ?2 WHERE id = ?1 AND cursor IS NOT ?2");
        head = new Box(
            new FeedPosition(database.Text("SELECT epoch FROM store"), database.Scalar("SELECT sequence FROM store"))
        );
    }

    /// <summary>Where the log ends. Read by other threads, so it is replaced as a whole.</summary>
    public FeedPosition Head => Volatile.Read(ref head).Position;

    public void Commit(Commit commit)
    {
        InTransaction(() =>
        {
            foreach (var record in commit.Records)
                if (Put(next + 1, record))
                    next++;
            if (commit.Cursor is { } cursor)
                SaveCursor(commit.Source, cursor);
            return true;
        });
        if (commit.Records.Any(record => record is Erasure))
            EmptyLog();
    }

    public ErasureReceipt Erase(Erasure erasure)
    {
        var receipt = InTransaction(() =>
        {
            var done = erasures.Erase(next + 1, erasure);
            if (done is not null)
                next++;
            return done ?? new ErasureReceipt(erasure.Member, 0, 0);
        });
        EmptyLog();
        return receipt;
    }

    public RemovalReceipt Remove(string source)
    {
        if (dictionaries.FindSource(source) is not { } number)
            return new RemovalReceipt(source, 0, 0, 0);
        var epoch = Schema.Epoch(chance);
        var receipt = InTransaction(() => removal.Remove(source, number, epoch));
        Volatile.Write(ref head, new Box(Head with { Epoch = epoch }));
        dictionaries.Forget();
        return receipt;
    }

    public void Dispose() => database.Dispose();

    // Whom we erased does not come back: a new account of that person is another pseudonym.
    private bool Put(long sequence, LogRecord record) =>
        record switch
        {
            Activity activity when erasures.Contains(activity.Member) => activities.Retract(
                sequence,
                activity.Source,
                activity.NativeId
            ),
            Activity activity => activities.Put(sequence, activity),
            Retraction retraction => activities.Retract(sequence, retraction.Source, retraction.NativeId),
            Observation observation => others.Put(sequence, observation),
            MemberFact fact => !erasures.Contains(fact.Member) && others.Put(sequence, fact),
            SourceState state => others.Put(sequence, state),
            Erasure erasure => erasures.Erase(sequence, erasure) is not null,
            _ => throw new ArgumentException($"{record.GetType().Name} is not a record of the log"),
        };

    private void SaveCursor(string source, string cursor)
    {
        saveCursor.Bind(1, dictionaries.Source(source));
        saveCursor.Bind(2, cursor);
        saveCursor.Run();
    }

    // It still holds the pages as they were before an erasure.
    private void EmptyLog() => database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    private T InTransaction<T>(Func<T> work)
    {
        next = Head.Sequence;
        erasures.LostRevisions = false;
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            if (next != Head.Sequence)
            {
                saveSequence.Bind(1, next);
                saveSequence.Run();
            }

            var epoch = erasures.LostRevisions ? BeginEpoch() : Head.Epoch;
            database.Execute("COMMIT");
            Volatile.Write(ref head, new Box(new FeedPosition(epoch, next)));
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private string BeginEpoch()
    {
        var epoch = Schema.Epoch(chance);
        database.Execute($"UPDATE store SET epoch = '{epoch}'");
        return epoch;
    }

    private void RollBack()
    {
        // SQLite rolls back by itself when the disk is full.
        if (database.InTransaction)
            database.Execute("ROLLBACK");
        dictionaries.Forget();
        erasures.Remember();
    }

    private sealed record Box(FeedPosition Position);
}
