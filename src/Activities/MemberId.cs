using System.Globalization;

namespace DevRel.Activities;

/// <summary>
/// A pseudonym: 128 bits, HMAC(k_out, HMAC(k_in, platform and native id)). Shown as 32 lower-case hexadecimal digits.
/// Two accounts of one person have two of these; who belongs together is decided in Models.
/// </summary>
public readonly record struct MemberId(UInt128 Value)
{
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out MemberId id)
    {
        var parsed =
            text.Length == 32
            & UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = new MemberId(value);
        return parsed;
    }
}

/// <summary>
/// A keyed hash of something that names a person (an e-mail, a handle, an e-mail domain, an organisation): 64 bits, equal
/// for equal normalised input under the same keys, and of use for equality alone.
/// </summary>
public readonly record struct IdentityHash(ulong Value)
{
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out IdentityHash hash)
    {
        var parsed =
            text.Length == 16
            & ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        hash = new IdentityHash(value);
        return parsed;
    }
}
