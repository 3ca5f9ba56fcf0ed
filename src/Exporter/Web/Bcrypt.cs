using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DevRel.Exporter.Web;

/// <summary>
/// Checks a password against a bcrypt hash (<c>$2a$</c>, <c>$2b$</c>, <c>$2y$</c>), the form in which web configuration files keep them.
/// Source: Provos and Mazières, "A Future-Adaptable Password Scheme", 1999. It checks only; it makes no hashes.
/// </summary>
internal sealed class Bcrypt
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int HashLength = 60;
    private const int SaltLength = 22;

    /// <summary>bcrypt reads no further.</summary>
    private const int MaxKey = 72;

    private static readonly Lazy<uint[]> Initial = new(PiFraction.Words);

    /// <summary>18 subkeys and four boxes of 256, in one piece, as they are filled in one walk.</summary>
    private readonly uint[] state = [.. Initial.Value];

    /// <summary>Null when the text is a hash that can be checked, otherwise what is wrong with it.</summary>
    public static string? Complaint(string hash)
    {
        if (hash.Length != HashLength || hash[0] != '$' || hash[3] != '$' || hash[6] != '$')
            return "is not a bcrypt hash; make one with `htpasswd -nBC 10 NAME`";
        if (hash[1..3] is not ("2a" or "2b" or "2y"))
            return $"has the bcrypt version {hash[1..3]}; versions 2a, 2b and 2y can be checked";
        return
            !int.TryParse(hash[4..6], NumberStyles.None, CultureInfo.InvariantCulture, out var cost)
            || cost is < 4 or > 16
            ? "has a bcrypt cost outside 4..16; a higher one would hold up every first request"
            : null;
    }

    public static bool Verify(string password, string hash)
    {
        if (Complaint(hash) is not null || Decode(hash[7..(7 + SaltLength)], 16) is not { } salt)
            return false;
        var key = new byte[Encoding.UTF8.GetByteCount(password) + 1];
        Encoding.UTF8.GetBytes(password, key);
        var cost = int.Parse(hash.AsSpan(4, 2), CultureInfo.InvariantCulture);
        var actual = Encode(Hash(key.AsSpan(0, Math.Min(key.Length, MaxKey)), salt, cost));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(actual),
            Encoding.ASCII.GetBytes(hash[(7 + SaltLength)..])
        );
    }

    private static byte[] Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, int cost)
    {
        var cipher = new Bcrypt();
        cipher.Expand(key, salt);
        for (var round = 0L; round < 1L << cost; round++)
        {
            cipher.Expand(key, []);
            cipher.Expand(salt, []);
        }

        return cipher.Seal();
    }

    /// <summary>The text that is enciphered 64 times; its last byte is never part of a hash.</summary>
    private byte[] Seal()
    {
        var text = "OrpheanBeholderScryDoubt"u8.ToArray();
        for (var block = 0; block < text.Length; block += 8)
        {
            var left = BinaryPrimitives.ReadUInt32BigEndian(text.AsSpan(block));
            var right = BinaryPrimitives.ReadUInt32BigEndian(text.AsSpan(block + 4));
            for (var i = 0; i < 64; i++)
                Encipher(ref left, ref right);
            BinaryPrimitives.WriteUInt32BigEndian(text.AsSpan(block), left);
            BinaryPrimitives.WriteUInt32BigEndian(text.AsSpan(block + 4), right);
        }

        return text[..23];
    }

    private void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        var at = 0;
        for (var i = 0; i < 18; i++)
            state[i] ^= NextWord(key, ref at);
        var (left, right) = (0u, 0u);
        at = 0;
        for (var i = 0; i < state.Length; i += 2)
        {
            if (salt.Length > 0)
            {
                left ^= NextWord(salt, ref at);
                right ^= NextWord(salt, ref at);
            }

            Encipher(ref left, ref right);
            (state[i], state[i + 1]) = (left, right);
        }
    }

    private static uint NextWord(ReadOnlySpan<byte> bytes, ref int at)
    {
        var word = 0u;
        for (var i = 0; i < 4; i++)
        {
            word = word << 8 | bytes[at];
            at = (at + 1) % bytes.Length;
        }

        return word;
    }

    private void Encipher(ref uint left, ref uint right)
    {
        var words = state;
        var (l, r) = (left, right);
        for (var round = 0; round < 16; round += 2)
        {
            l ^= words[round];
            r ^= Mix(words, l);
            r ^= words[round + 1];
            l ^= Mix(words, r);
        }

        (left, right) = (r ^ words[17], l ^ words[16]);
    }

    private static uint Mix(uint[] words, uint x) =>
        unchecked(
            ((words[18 + (int)(x >> 24)] + words[274 + (int)(x >> 16 & 255)]) ^ words[530 + (int)(x >> 8 & 255)])
            + words[786 + (int)(x & 255)]
        );

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 6)
        {
            var pair = bytes[bit / 8] << 8 | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text.Append(Alphabet[pair >> (10 - bit % 8) & 63]);
        }

        return text.ToString();
    }

    /// <summary>Null for a letter outside bcrypt's alphabet.</summary>
    private static byte[]? Decode(string text, int length)
    {
        var bytes = new byte[length];
        for (var bit = 0; bit < length * 8; bit++)
        {
            var value = Alphabet.IndexOf(text[bit / 6], StringComparison.Ordinal);
            if (value < 0)
                return null;
            bytes[bit / 8] |= (byte)((value >> (5 - bit % 6) & 1) << (7 - bit % 8));
        }

        return bytes;
    }
}
