using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>Writes what is known beside activities. As in <see cref="ActivityTable"/>, false means: nothing new.</summary>
internal sealed class OtherTables(Database database, Dictionaries dictionaries)
{
    private readonly Statement observe = database.Prepare(
        "INSERT INTO observation (sequence, source, signal, resource, period, platform, observed, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            + "ON CONFLICT (source, signal, resource, period) DO UPDATE SET sequence = excluded.sequence, "
            + "platform = excluded.platform, observed = excluded.observed, value = excluded.value "
            + "WHERE excluded.observed >= observed AND (excluded.value <> value OR excluded.platform <> platform)"
    );

    // The same figure seen again later: no revision, but an observation of an instant in between must not win later.
    private readonly Statement observeAgain = database.Prepare(
        "UPDATE observation SET observed = ?5 WHERE source = ?1 AND signal = ?2 AND resource = ?3 AND period = ?4 AND observed < ?5"
    );

    // A platform shows an account in full on one page and by its handle alone on the next: what a later fact does not say, it does not unsay.
    private readonly Statement know = database.Prepare(
        Upsert(
            "member_fact",
            "member, source",
            "platform, handle, verified_email, claimed_email, email_domain, email_domain_class, organization, geo, hints, name, account_created",
            column =>
                column switch
                {
                    "platform" => "excluded.platform",
                    "email_domain_class" or "hints" => $"iif(excluded.{column} = 0, {column}, excluded.{column})",
                    _ => $"coalesce(excluded.{column}, {column})",
                }
        )
    );

    private readonly Statement report = database.Prepare(
        Upsert(
            "source_state",
            "source",
            "platform, condition, reason, message, watermark, last_success, backfill_progress, truncated",
            column => "excluded." + column
        )
    );

    public bool Put(long sequence, Observation observation)
    {
        if (!double.IsFinite(observation.Value))
            throw new ArgumentException(
                $"{observation.Source}: {observation.Signal} of {observation.Resource} is not a number"
            );
        var (source, observed) = (dictionaries.Source(observation.Source), Instants.Write(observation.ObservedAt));
        var resource = dictionaries.Word(observation.Resource);
        var period = Instants.Write(Periods.Start(observation.Signal, observation.ObservedAt));
        observe.Bind(1, sequence);
        observe.Bind(2, source);
        observe.Bind(3, (long)observation.Signal);
        observe.Bind(4, resource);
        observe.Bind(5, period);
        observe.Bind(6, dictionaries.Word(observation.Platform));
        observe.Bind(7, observed);
        observe.Bind(8, observation.Value);
        if (observe.Run())
            return true;
        observeAgain.Bind(1, source);
        observeAgain.Bind(2, (long)observation.Signal);
        observeAgain.Bind(3, resource);
        observeAgain.Bind(4, period);
        observeAgain.Bind(5, observed);
        observeAgain.Run();
        return false;
    }

    public bool Put(long sequence, MemberFact fact)
    {
        know.Bind(1, sequence);
        know.Bind(2, dictionaries.Member(fact.Member));
        know.Bind(3, dictionaries.Source(fact.Source));
        know.Bind(4, dictionaries.Word(fact.Platform));
        know.BindOrNull(5, Signed(fact.Handle));
        know.BindOrNull(6, Signed(fact.VerifiedEmail));
        know.BindOrNull(7, Signed(fact.ClaimedEmail));
        know.BindOrNull(8, Signed(fact.EmailDomain));
        know.Bind(9, (long)fact.EmailDomainClass);
        know.BindOrNull(10, Signed(fact.Organization));
        know.BindOrNull(11, fact.Geo is { } geo ? dictionaries.Word(geo) : null);
        know.Bind(12, (long)fact.Hints);
        know.BindOrNull(13, fact.Name);
        know.BindOrNull(14, Instants.Write(fact.AccountCreatedAt));
        return know.Run();
    }

    public bool Put(long sequence, SourceState state)
    {
        report.Bind(1, sequence);
        report.Bind(2, dictionaries.Source(state.Source));
        report.Bind(3, dictionaries.Word(state.Platform));
        report.Bind(4, (long)state.Condition);
        report.BindOrNull(5, state.Reason);
        report.BindOrNull(6, state.Message);
        report.BindOrNull(7, Instants.Write(state.Watermark));
        report.BindOrNull(8, Instants.Write(state.LastSuccess));
        report.Bind(9, state.BackfillProgress);
        report.Bind(10, state.Truncated ? 1 : 0);
        return report.Run();
    }

    private static long? Signed(IdentityHash? hash) => hash is { } present ? unchecked((long)present.Value) : null;

    /// <param name="news">What a column becomes: an expression over it and its <c>excluded</c> namesake.</param>
    private static string Upsert(string table, string key, string content, Func<string, string> news)
    {
        var columns = content.Split(", ");
        var places = string.Concat(Enumerable.Repeat(", ?", key.Split(", ").Length + columns.Length));
        return $"INSERT INTO {table} (sequence, {key}, {content}) VALUES (?{places}) "
            + $"ON CONFLICT ({key}) DO UPDATE SET sequence = excluded.sequence, "
            + string.Join(", ", columns.Select(column => $"{column} = {news(column)}"))
            + $" WHERE ({content}) IS NOT ({string.Join(", ", columns.Select(news))})";
    }
}
