using DevRel.Activities;
using DevRel.Collectors.Door;
using DevRel.Collectors.Door.Gazetteer;

namespace DevRel.Collectors.Tests.Door;

public sealed class Gazetteer
{
    [Theory]
    [InlineData("Berlin, Germany", "Western Europe")]
    [InlineData("berlin", "Western Europe")]
    [InlineData("Berlin, DE", "Western Europe")]
    [InlineData("São Paulo", "South America")]
    [InlineData("SAO PAULO - SP - Brasil", "South America")]
    [InlineData("San Francisco Bay Area", "Northern America")]
    [InlineData("SF", "Northern America")]
    [InlineData("Austin TX", "Northern America")]
    [InlineData("Portland, OR", "Northern America")]
    [InlineData("Atlanta, Georgia", "Northern America")]
    [InlineData("Tbilisi, Georgia", "Western Asia")]
    [InlineData("Paris, Texas", "Northern America")]
    [InlineData("Paris", "Western Europe")]
    [InlineData("Albuquerque, New Mexico", "Northern America")]
    [InlineData("Mexico", "Central America")]
    [InlineData("U.S.A.", "Northern America")]
    [InlineData("UK", "Northern Europe")]
    [InlineData("🇯🇵", "Eastern Asia")]
    [InlineData("Living in 🇵🇱 for now", "Eastern Europe")]
    [InlineData("北京市海淀区", "Eastern Asia")]
    [InlineData("東京", "Eastern Asia")]
    [InlineData("Санкт-Петербург, Россия", "Eastern Europe")]
    [InlineData("Bengaluru, Karnataka, India", "Southern Asia")]
    [InlineData("Ho Chi Minh City", "South-eastern Asia")]
    [InlineData("Hà Nội, Việt Nam", "South-eastern Asia")]
    [InlineData("İstanbul, Türkiye", "Western Asia")]
    [InlineData("Zürich / Basel", "Western Europe")]
    [InlineData("Lagos, Nigeria", "Western Africa")]
    [InlineData("Auckland, NZ", "Australia and New Zealand")]
    [InlineData("Remote (Lisbon)", "Southern Europe")]
    [InlineData("Currently in Tokyo", "Eastern Asia")]
    [InlineData("Europe/Kyiv", "Eastern Europe")]
    public void A_place_is_found_as_people_write_it(string location, string subregion) =>
        Places.Subregion(location).ShouldBe(subregion);

    [Theory]
    [InlineData("Earth")]
    [InlineData("remote")]
    [InlineData("Planet Earth 🌍")]
    [InlineData("The Internet")]
    [InlineData("127.0.0.1")]
    [InlineData("/dev/null")]
    [InlineData("Georgia")]
    [InlineData("Berlin / NYC")]
    [InlineData("Europe")]
    [InlineData("Latin America")]
    [InlineData("DE")]
    [InlineData("in the cloud")]
    [InlineData("A nice cork board")]
    [InlineData("   ")]
    [InlineData(null)]
    public void What_names_no_place_or_two_is_nothing(string? location) => Places.Subregion(location).ShouldBeNull();

    [Fact]
    public void A_novel_in_the_profile_is_read_to_a_bound() =>
        Places.Subregion(string.Concat(Enumerable.Repeat("no place at all, ", 10_000)) + "Berlin").ShouldBeNull();

    [Fact]
    public void The_gazetteer_covers_all_subregions_and_nothing_else()
    {
        PlaceNames
            .Shipped.Subregions.Order(StringComparer.Ordinal)
            .ShouldBe([
                "Australia and New Zealand",
                "Caribbean",
                "Central America",
                "Central Asia",
                "Eastern Africa",
                "Eastern Asia",
                "Eastern Europe",
                "Melanesia",
                "Micronesia",
                "Middle Africa",
                "Northern Africa",
                "Northern America",
                "Northern Europe",
                "Polynesia",
                "South America",
                "South-eastern Asia",
                "Southern Africa",
                "Southern Asia",
                "Southern Europe",
                "Western Africa",
                "Western Asia",
                "Western Europe",
            ]);
    }

    [Theory]
    [InlineData("gmail.com", EmailDomainClass.FreeMail)]
    [InlineData("qq.com", EmailDomainClass.FreeMail)]
    [InlineData("mit.edu", EmailDomainClass.Academic)]
    [InlineData("cs.ox.ac.uk", EmailDomainClass.Academic)]
    [InlineData("informatik.uni-hamburg.de", EmailDomainClass.Academic)]
    [InlineData("tu-berlin.de", EmailDomainClass.Academic)]
    [InlineData("student.ethz.ch", EmailDomainClass.Academic)]
    [InlineData("nasa.gov", EmailDomainClass.PublicSector)]
    [InlineData("digital.cabinet-office.gov.uk", EmailDomainClass.PublicSector)]
    [InlineData("ec.europa.eu", EmailDomainClass.PublicSector)]
    [InlineData("contoso.com", EmailDomainClass.Other)]
    [InlineData("unicorn.de", EmailDomainClass.Other)]
    [InlineData("notgmail.com", EmailDomainClass.Other)]
    public void A_domain_has_a_class(string domain, EmailDomainClass expected) =>
        EmailDomains.Classify(domain).ShouldBe(expected);

    [Theory]
    [InlineData(" <Bob@Example.org> ", "bob@example.org")]
    [InlineData("root@localhost", null)]
    [InlineData("me@machine.local", null)]
    [InlineData("bob@machine.(none)", null)]
    [InlineData("(no author)", null)]
    [InlineData("@example.org", null)]
    [InlineData(null, null)]
    public void Only_what_can_be_an_address_counts(string? email, string? expected) =>
        Emails.Usable(email).ShouldBe(expected);

    [Fact]
    public void Addresses_that_platforms_make_up_have_no_domain() =>
        Emails.Domain("1+alice@users.noreply.github.com").ShouldBeNull();
}
