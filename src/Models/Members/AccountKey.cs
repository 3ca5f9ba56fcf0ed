using DevRel.Activities;

namespace DevRel.Models.Members;

/// <summary>
/// One account as manifests and shipped lists name it: <c>platform:handle</c>, <c>platform:id:123</c> or <c>email:address</c>.
/// </summary>
internal readonly record struct AccountKey(AccountKeyKind Kind, string Platform, string Value)
{
    private const string EmailPrefix = "email";
    private const string IdPrefix = "id:";
    private const string Git = "git";
    private const string GitHub = "github";

    /// <summary>Ends the handle of a GitHub app.</summary>
    public const string AppSuffix = "[bot]";

    public static bool TryParse(string text, out AccountKey key)
    {
        key = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == text.Length - 1)
            return false;
        var platform = text[..colon].Trim().ToLowerInvariant();
        var rest = text[(colon + 1)..].Trim();
        if (platform == EmailPrefix)
            key = new AccountKey(AccountKeyKind.Email, platform, rest);
        else if (rest.StartsWith(IdPrefix, StringComparison.Ordinal))
            key = new AccountKey(AccountKeyKind.Id, platform, rest[IdPrefix.Length..]);
        else
            key = new AccountKey(AccountKeyKind.Handle, platform, rest.TrimStart('@'));
        return key.Value.Length > 0
            && (key.Kind != AccountKeyKind.Email || rest.Contains('@', StringComparison.Ordinal));
    }

    /// <summary>
    /// By what such an account shows itself. An author line of git is an account whose id is the address, and a robot's is known there by its
    /// name, so an address and the handle of a GitHub app have a second one.
    /// </summary>
    public IEnumerable<AccountToken> Tokens(Pseudonyms pseudonyms)
    {
        switch (Kind)
        {
            case AccountKeyKind.Email:
                yield return AccountToken.Of(pseudonyms.Email(Value));
                yield return AccountToken.Of(pseudonyms.Member(Git, Value.ToLowerInvariant()));
                break;
            case AccountKeyKind.Handle:
                yield return AccountToken.Of(pseudonyms.Handle(Platform, Value));
                if (Platform == GitHub && Value.EndsWith(AppSuffix, StringComparison.OrdinalIgnoreCase))
                    yield return AccountToken.Of(pseudonyms.Handle(Git, Value));
                break;
            default:
                yield return AccountToken.Of(pseudonyms.Member(Platform, Value));
                break;
        }
    }

    /// <summary>The address that commits made on GitHub's pages carry; the older form, which holds no id.</summary>
    public AccountKey? NoReply() =>
        Kind == AccountKeyKind.Handle && Platform == GitHub
            ? new AccountKey(AccountKeyKind.Email, EmailPrefix, $"{Value}@users.noreply.github.com")
            : null;
}

internal enum AccountKeyKind
{
    Handle,
    Id,
    Email,
}

/// <summary>
/// What an account can be recognised by, once hashed: itself, its handle, or an e-mail. The three are hashed under different
/// prefixes, so one set can hold them all without one being taken for another.
/// </summary>
internal readonly record struct AccountToken(UInt128 Value)
{
    public static AccountToken Of(MemberId id) => new(id.Value);

    public static AccountToken Of(IdentityHash hash) => new(hash.Value);
}
