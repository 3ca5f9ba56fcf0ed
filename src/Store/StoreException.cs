namespace DevRel.Store;

/// <summary>What a person can do something about; the message says what. The store holds what it held before the call.</summary>
public sealed class StoreException(StoreFailure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public StoreFailure Failure { get; } = failure;
}

public enum StoreFailure
{
    /// <summary>No room on the volume, or the limit of <see cref="StoreOptions.MaximumBytes"/> is reached. Try again later.</summary>
    DiskFull,

    /// <summary>Another program keeps a transaction open. Try again later.</summary>
    Locked,

    /// <summary>Another process runs on this store.</summary>
    InUse,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>The file is something else.</summary>
    NotAStore,

    /// <summary>Written by a later version.</summary>
    NewerSchema,

    /// <summary>The file or its folder cannot be made or written.</summary>
    NotWritable,

    /// <summary>The disk answers with errors. Try again later.</summary>
    Unreadable,
}
