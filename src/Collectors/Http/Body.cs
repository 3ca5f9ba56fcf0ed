using System.Buffers;

namespace DevRel.Collectors.Http;

/// <summary>An answer's bytes in a rented buffer, returned once.</summary>
internal sealed class Body(byte[] buffer, int length)
{
    private const int FirstRent = 16 * 1024;
    private byte[]? rented = buffer;

    public ReadOnlyMemory<byte> Bytes => rented is null ? default : rented.AsMemory(0, length);

    public void Return()
    {
        if (Interlocked.Exchange(ref rented, null) is { Length: > 0 } bytes)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Null: longer than <paramref name="limit"/>. The length counts after decompression, so that a small bomb is a big body.</summary>
    public static async Task<Body?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var expected = content.Headers.ContentLength is { } known ? checked((int)known + 1) : FirstRent;
        var buffer = ArrayPool<byte>.Shared.Rent(expected);
        var length = 0;
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length > limit)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return null;
                }

                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        return new Body(buffer, length);
    }

    /// <summary>
    /// A cheap look at both ends: an object or array that does not end as one was cut off. What is cut off elsewhere the parser finds.
    /// </summary>
    public static bool LooksCutOff(ReadOnlySpan<byte> json)
    {
        var text = json.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            return false;
        return text[0] switch
        {
            (byte)'{' => text.Length == 1 || text[^1] != '}',
            (byte)'[' => text.Length == 1 || text[^1] != ']',
            _ => false,
        };
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(buffer.Length * 2));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
