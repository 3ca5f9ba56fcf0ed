namespace DevRel.Models.Engine;

/// <summary>Told before anything changes, so that what stood can be folded out.</summary>
internal interface IWatcher
{
    /// <summary>The person's events or profile are about to change.</summary>
    void PersonChanges(int person);

    /// <summary>What all the person's rows count for is about to change: class, organisation, or whose they are.</summary>
    void RowsChange(int person);

    void ThreadChanges(int thread);

    /// <summary>A row comes (sign +1) or goes (-1); told while it stands.</summary>
    void Row(in Event happened, int sign);
}
