using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>Deletes members and remembers whom: few, so all of them are kept in memory.</summary>
internal sealed class Erasures
{
    private readonly Database database;
    private readonly Dictionaries dictionaries;
    private readonly HashSet<UInt128> erased = [];
    private readonly Statement read;
    private readonly Statement add;
    private readonly Statement deleteActivities;
    private readonly Statement deleteFacts;
    private readonly Statement deleteMember;

    public Erasures(Database database, Dictionaries dictionaries)
    {
        this.database = database;
        this.dictionaries = dictionaries;
        read = database.Prepare("SELECT pseudonym FROM erasure");
        add = database.Prepare("INSERT INTO erasure (sequence, source, pseudonym) VALUES (?, ?, ?)");
        deleteActivities = database.Prepare("DELETE FROM activity WHERE member = ?");
        deleteFacts = database.Prepare("DELETE FROM member_fact WHERE member = ?");
        deleteMember = database.Prepare("DELETE FROM member WHERE id = ?");
        Remember();
    }

    /// <summary>
    /// Rows are gone without a tombstone, as an id can name a person. A reader who knows such a row under an earlier author would keep it for ever;
    /// so whoever commits this begins a new epoch.
    /// </summary>
    public bool LostRevisions { get; set; }

    public bool Contains(MemberId? member) => member is { } present && erased.Contains(present.Value);

    /// <summary>Null when this member was erased before.</summary>
    public ErasureReceipt? Erase(long sequence, Erasure erasure)
    {
        if (!erased.Add(erasure.Member.Value))
            return null;
        add.Bind(1, sequence);
        add.Bind(2, dictionaries.Source(erasure.Source));
        add.Bind(3, erasure.Member.Value);
        add.Run();
        if (dictionaries.FindMember(erasure.Member) is not { } member)
            return new ErasureReceipt(erasure.Member, 0, 0);
        var (activities, facts) = (Delete(deleteActivities, member), Delete(deleteFacts, member));
        Delete(deleteMember, member);
        dictionaries.Forget();
        LostRevisions |= activities > 0;
        return new ErasureReceipt(erasure.Member, activities, facts);
    }

    public void Remember()
    {
        erased.Clear();
        while (read.Step())
            erased.Add(read.Wide(0));
    }

    private long Delete(Statement statement, long member)
    {
        statement.Bind(1, member);
        statement.Run();
        return database.Changes;
    }
}
