using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DevRel.Activities;

/// <summary>
/// Turns what names a person into what only tells persons apart: HMAC(k_out, HMAC(k_in, text)), HMAC-SHA-256. Rotating k_in means
/// collecting again; k_out can be rotated by whoever keeps the inner hash. Input is normalised here and nowhere else.
/// </summary>
public sealed class Pseudonyms(ReadOnlyMemory<byte> innerKey, ReadOnlyMemory<byte> outerKey)
{
    public MemberId Member(string platform, string nativeId) => Outer(Inner($"id\n{platform}\n{nativeId}"));

    public IdentityHash Handle(string platform, string handle) => Hash($"handle\n{platform}\n{Normal(handle)}");

    public IdentityHash Email(string email) => Hash($"email\n{Normal(email)}");

    public IdentityHash EmailDomain(string domain) => Hash($"domain\n{Normal(domain)}");

    public IdentityHash Organization(string name) => Hash($"organization\n{Normal(name).TrimStart('@')}");

    private IdentityHash Hash(string text) => new((ulong)Outer(Inner(text)).Value.GetLowerHalf());

    private byte[] Inner(string text) => HMACSHA256.HashData(innerKey.Span, Encoding.UTF8.GetBytes(text));

    private MemberId Outer(byte[] inner)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(outerKey.Span, inner, hash);
        return new MemberId(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    // Not Unicode normalisation: without ICU on the machine it does nothing, and pseudonyms must not depend on the machine.
    private static string Normal(string text) => text.Trim().ToLowerInvariant();
}

file static class UInt128Halves
{
    public static ulong GetLowerHalf(this UInt128 value) => (ulong)(value & ulong.MaxValue);
}
