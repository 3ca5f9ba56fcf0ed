using System.Numerics;

namespace DevRel.Exporter.Web;

/// <summary>
/// The first words of the cipher behind bcrypt are the fraction of pi, chosen so that nobody can have hidden anything in them. Reckoned here once, rather than
/// carried as a table of a thousand numbers that nobody would read.
/// </summary>
internal static class PiFraction
{
    private const int Count = 18 + 4 * 256;
    private const int Bits = Count * 32;

    /// <summary>Room for the error of a few thousand truncated terms.</summary>
    private const int GuardBits = 64;

    public static uint[] Words()
    {
        // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).
        var pi = 16 * ArcCotangent(5) - 4 * ArcCotangent(239);
        var fraction = (pi >> GuardBits) & ((BigInteger.One << Bits) - 1);
        var bytes = fraction.ToByteArray(isUnsigned: true, isBigEndian: true);
        var words = new uint[Count];
        // The fraction starts with zero bits that a number does not keep.
        var missing = Count * 4 - bytes.Length;
        for (var i = 0; i < bytes.Length; i++)
            words[(missing + i) / 4] |= (uint)bytes[i] << (24 - (missing + i) % 4 * 8);
        return words;
    }

    private static BigInteger ArcCotangent(int x)
    {
        var power = (BigInteger.One << (Bits + GuardBits)) / x;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= -x * x;
            sum += power / n;
        }

        return sum;
    }
}
