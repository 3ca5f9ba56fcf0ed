using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DevRel.Store;

public sealed record StoreOptions
{
    /// <summary>How long a commit waits for another program's transaction before it fails as <see cref="StoreFailure.Locked"/>.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The store grows no further than this; null: as far as the volume allows.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>Where a new epoch comes from.</summary>
    public Func<ulong> Chance { get; init; } =
        () => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
