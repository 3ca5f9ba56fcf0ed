namespace DevRel.Resources.Tests;

public sealed class IdentityTests
{
    private const string Program = """
        apiVersion: devrelmetrics.io/v1alpha1
        kind: DevRelProgram
        metadata: {name: contoso}
        spec:
          members:
            identities:
              configMapRef: {name: people}
              links: [{accounts: ["github:ada", "discourse:ada"]}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: people}
        data:
        """;

    [Fact]
    public void The_config_map_is_added_to_what_stands_in_the_program()
    {
        var loaded = World.Parse(
            $$"""
            {{Program}}
              one.yaml: |
                links:
                  - accounts: ["github:bob", "email:bob@example.com"]
                affiliations:
                  - {emailDomain: fabrikam.com, organization: Fabrikam, vertical: for_profit}
              two.json: '{"attributes": [{"account": "github:ada", "geo": "Western Europe"}]}'
            """
        );

        var (merged, problems) = Identities.Resolve(loaded.Programs.Single(), loaded);

        problems.ShouldBeEmpty();
        merged.Links.Select(link => link.Accounts[0]).ShouldBe(["github:ada", "github:bob"]);
        merged.Affiliations.ShouldHaveSingleItem().Organization.ShouldBe("Fabrikam");
        merged.Attributes.ShouldHaveSingleItem().Geo.ShouldBe("Western Europe");
        merged.ConfigMapRef.ShouldBeNull();
    }

    [Fact]
    public void A_problem_within_a_block_of_text_has_its_place_in_the_file()
    {
        var loaded = World.Parse(
            $$"""
            {{Program}}
              one.yaml: |
                links:
                  - accounts: ["github:bob"]
            """
        );

        var problem = Identities.Resolve(loaded.Programs.Single(), loaded).Problems.ShouldHaveSingleItem();

        (problem.Line, problem.Column).ShouldBe((16, 19));
        problem.Path.ShouldBe("links[0].accounts");
    }

    [Fact]
    public void Neighbouring_affiliations_do_not_overlap()
    {
        var loaded = World.Parse(
            $$"""
            {{Program}}
              one.yaml: |
                affiliations:
                  - {account: "github:ada", organization: Fabrikam, to: "2021-01-01"}
                  - {account: "github:ada", organization: Contoso, from: "2021-01-01"}
            """
        );

        Identities.Resolve(loaded.Programs.Single(), loaded).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_program_of_an_api_server_resolves_to_what_it_holds()
    {
        var program = World.Parse(Program).Programs.Single() with { File = null };

        var (merged, problems) = Identities.Resolve(program, LoadResult.From([program]));

        problems.ShouldBeEmpty();
        merged.Links.Count.ShouldBe(1);
    }
}
