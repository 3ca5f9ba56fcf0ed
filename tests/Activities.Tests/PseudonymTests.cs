using System.Security.Cryptography;
using System.Text;

namespace DevRel.Activities.Tests;

public sealed class PseudonymTests
{
    private static readonly byte[] Inner = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Outer = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];
    private static readonly Pseudonyms Keyed = new(Inner, Outer);

    [Fact]
    public void A_member_is_the_outer_hash_of_the_inner_hash()
    {
        var inner = HMACSHA256.HashData(Inner, Encoding.UTF8.GetBytes("id\ngithub\n583231"));
        var outer = HMACSHA256.HashData(Outer, inner);

        Keyed.Member("github", "583231").ToString().ShouldBe(Convert.ToHexStringLower(outer)[..32]);
    }

    [Fact]
    public void Equal_accounts_are_equal_and_others_are_not()
    {
        Keyed.Member("github", "1").ShouldBe(Keyed.Member("github", "1"));
        Keyed.Member("github", "1").ShouldNotBe(Keyed.Member("github", "2"));
        Keyed.Member("github", "1").ShouldNotBe(Keyed.Member("git", "1"));
    }

    [Fact]
    public void Other_keys_give_other_pseudonyms()
    {
        new Pseudonyms(Outer, Outer).Member("github", "1").ShouldNotBe(Keyed.Member("github", "1"));
        new Pseudonyms(Inner, Inner).Member("github", "1").ShouldNotBe(Keyed.Member("github", "1"));
    }

    [Theory]
    [InlineData("Ada@Example.com", " ada@example.com ")]
    [InlineData("ÄDA@example.com", "äda@example.com")]
    public void E_mails_are_normalised_before_they_are_hashed(string left, string right) =>
        Keyed.Email(left).ShouldBe(Keyed.Email(right));

    [Fact]
    public void What_is_hashed_says_what_it_is() => Keyed.Email("contoso").ShouldNotBe(Keyed.Organization("contoso"));

    [Fact]
    public void An_organisation_may_be_written_as_a_handle() =>
        Keyed.Organization("@Contoso").ShouldBe(Keyed.Organization("contoso"));

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef", false)]
    [InlineData("0123456789abcdef0123456789abcdeg", false)]
    public void A_member_reads_back_from_32_hexadecimal_digits(string text, bool isMember)
    {
        MemberId.TryParse(text, out var member).ShouldBe(isMember);
        if (isMember)
            member.ToString().ShouldBe(text);
    }
}
