using DevRel.Activities;

namespace DevRel.Store.Tests;

/// <summary>What a later fact does not say, it does not unsay.</summary>
public sealed class MergedFactTests
{
    private static readonly MemberFact Profile = new()
    {
        Source = Example.Source,
        Platform = "github",
        Member = new MemberId(7),
        Handle = new IdentityHash(1),
        VerifiedEmail = new IdentityHash(2),
        EmailDomain = new IdentityHash(3),
        EmailDomainClass = EmailDomainClass.Academic,
        Organization = new IdentityHash(4),
        Geo = "Western Europe",
        Hints = MemberHints.OrganizationMember,
    };

    private static readonly MemberFact HandleAlone = new()
    {
        Source = Example.Source,
        Platform = "github",
        Member = new MemberId(7),
        Handle = new IdentityHash(9),
    };

    [Fact]
    public async Task A_profile_survives_a_sight_of_the_handle_alone()
    {
        await using var shop = new Shop();

        await shop.CommitAsync(Profile);
        await shop.CommitAsync(HandleAlone);

        (await shop.RecordsAsync()).ShouldBe([Profile with { Handle = new IdentityHash(9) }]);
    }

    [Fact]
    public async Task What_adds_nothing_makes_no_revision()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Profile);
        var head = (await shop.PageAsync(0)).Head;

        await shop.CommitAsync(HandleAlone with { Handle = Profile.Handle });

        (await shop.PageAsync(0)).Head.ShouldBe(head);
    }

    [Fact]
    public async Task The_state_of_a_source_can_be_asked_for()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.State(0.25));
        await shop.CommitAsync(Example.State(0.5));

        (await shop.Store.ReadStateAsync(Example.Source, default)).ShouldBe(Example.State(0.5));
        (await shop.Store.ReadStateAsync("never seen", default)).ShouldBeNull();
    }
}
