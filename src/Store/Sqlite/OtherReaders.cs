using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>The inverse of <see cref="OtherTables"/> and <see cref="Erasures"/>.</summary>
internal sealed class OtherReaders(ReaderDictionaries dictionaries)
{
    private const string From = " WHERE t.sequence > ? ORDER BY t.sequence LIMIT ?";

    /// <summary>For <see cref="ReadState"/>.</summary>
    public const string States =
        "SELECT t.sequence, t.source, platform, condition, reason, message, watermark, last_success, backfill_progress, truncated FROM source_state t";

    public IEnumerable<LogCursor> Open(Database database) =>
        [
            new(
                database.Prepare(
                    "SELECT sequence, source, platform, signal, resource, observed, value FROM observation t" + From
                ),
                ReadObservation
            ),
            new(
                database.Prepare(
                    "SELECT t.sequence, source, platform, m.pseudonym, handle, verified_email, claimed_email, email_domain, "
                        + "email_domain_class, organization, geo, hints, name, account_created "
                        + "FROM member_fact t JOIN member m ON m.id = t.member"
                        + From
                ),
                ReadFact
            ),
            new(database.Prepare(States + From), ReadState),
            new(database.Prepare("SELECT sequence, source, pseudonym FROM erasure t" + From), ReadErasure),
        ];

    private LogRecord ReadObservation(Statement row) =>
        new Observation
        {
            Source = dictionaries.Source(row.Integer(1)),
            Platform = dictionaries.Word(row.Integer(2)),
            Signal = (Signal)row.Integer(3),
            Resource = dictionaries.Word(row.Integer(4)),
            ObservedAt = Instants.Read(row.Integer(5)),
            Value = row.Real(6),
        };

    private LogRecord ReadFact(Statement row) =>
        new MemberFact
        {
            Source = dictionaries.Source(row.Integer(1)),
            Platform = dictionaries.Word(row.Integer(2)),
            Member = new MemberId(row.Wide(3)),
            Handle = Hash(row, 4),
            VerifiedEmail = Hash(row, 5),
            ClaimedEmail = Hash(row, 6),
            EmailDomain = Hash(row, 7),
            EmailDomainClass = (EmailDomainClass)row.Integer(8),
            Organization = Hash(row, 9),
            Geo = dictionaries.WordOrNull(row.Integer(10)),
            Hints = (MemberHints)row.Integer(11),
            Name = row.TextOrNull(12),
            AccountCreatedAt = Instants.Read(row.IntegerOrNull(13)),
        };

    public SourceState ReadState(Statement row) =>
        new SourceState
        {
            Source = dictionaries.Source(row.Integer(1)),
            Platform = dictionaries.Word(row.Integer(2)),
            Condition = (SourceCondition)row.Integer(3),
            Reason = row.TextOrNull(4),
            Message = row.TextOrNull(5),
            Watermark = Instants.Read(row.IntegerOrNull(6)),
            LastSuccess = Instants.Read(row.IntegerOrNull(7)),
            BackfillProgress = row.Real(8),
            Truncated = row.Integer(9) != 0,
        };

    private LogRecord ReadErasure(Statement row) =>
        new Erasure { Source = dictionaries.Source(row.Integer(1)), Member = new MemberId(row.Wide(2)) };

    private static IdentityHash? Hash(Statement row, int column) =>
        row.IsNull(column) ? null : new IdentityHash(unchecked((ulong)row.Integer(column)));
}
