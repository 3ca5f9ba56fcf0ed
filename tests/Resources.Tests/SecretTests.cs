using DevRel.Testing;

namespace DevRel.Resources.Tests;

public sealed class SecretTests
{
    private static readonly SecretKeyRef Token = new() { Name = "contoso-github", Key = "token" };

    [Fact]
    public void The_folder_wins_over_the_environment()
    {
        using var folder = new TempFolder();
        folder.Write("contoso-github/token", "from-the-folder\r\n");

        new LaptopSecrets(folder.Path, _ => "from-the-environment").Read(Token).ShouldBe("from-the-folder");
        new LaptopSecrets(null, _ => "from-the-environment\n").Read(Token).ShouldBe("from-the-environment");
    }

    [Fact]
    public void The_variable_is_the_name_and_key_in_upper_case()
    {
        LaptopSecrets.Variable(Token).ShouldBe("DEVREL_SECRET_CONTOSO_GITHUB_TOKEN");
        LaptopSecrets
            .Variable(new SecretKeyRef { Name = "a.b-c", Key = "tls.key" })
            .ShouldBe("DEVREL_SECRET_A_B_C_TLS_KEY");
    }

    [Fact]
    public void A_rotated_secret_is_read_anew()
    {
        using var folder = new TempFolder();
        var secrets = new LaptopSecrets(folder.Path, _ => null);
        folder.Write("contoso-github/token", "old");
        secrets.Read(Token).ShouldBe("old");

        folder.Write("contoso-github/token", "new");

        secrets.Read(Token).ShouldBe("new");
    }

    [Fact]
    public void What_is_missing_is_named_with_every_place_it_could_be()
    {
        using var folder = new TempFolder();

        Message(new LaptopSecrets(folder.Path, _ => null), Token)
            .ShouldBe(
                $"key token of Secret contoso-github is nowhere: write it to {folder.At("contoso-github", "token")}, or set DEVREL_SECRET_CONTOSO_GITHUB_TOKEN"
            );
        Message(new LaptopSecrets(null, _ => null), Token).ShouldContain("pass --secrets DIR");
        Message(new LaptopSecrets(null, _ => ""), Token).ShouldContain("is empty");
    }

    [Fact]
    public void A_pod_has_no_environment_to_point_to()
    {
        using var folder = new TempFolder();
        var secrets = LaptopSecrets.Mounted(folder.Path);

        Message(secrets, Token).ShouldNotContain("DEVREL_SECRET_");
        folder.Write("contoso-github/token", "mounted");
        secrets.Read(Token).ShouldBe("mounted");
    }

    [Theory]
    [InlineData("../outside", "token")]
    [InlineData("contoso", "../../token")]
    [InlineData("..", "token")]
    [InlineData(".", "token")]
    [InlineData("/etc", "passwd")]
    [InlineData("a\\b", "token")]
    [InlineData("contoso", "..data")]
    [InlineData("", "token")]
    [InlineData("contoso", "")]
    public void A_reference_cannot_lead_out_of_the_folder(string name, string key)
    {
        using var folder = new TempFolder();
        folder.Write("outside/token", "leaked");
        var secrets = new LaptopSecrets(folder.At("inside"), _ => "leaked");

        Message(secrets, new SecretKeyRef { Name = name, Key = key }).ShouldNotContain("leaked");
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_said_to_be_missing()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("contoso-github", "token"));

        Message(new LaptopSecrets(folder.Path, _ => null), Token).ShouldContain("nowhere");
    }

    [Fact]
    public void A_file_too_large_for_a_secret_is_refused()
    {
        using var folder = new TempFolder();
        folder.Write("contoso-github/token", new string('x', 1024 * 1024 + 1));

        Message(new LaptopSecrets(folder.Path, _ => null), Token).ShouldContain("larger than 1 MiB");
    }

    [Theory]
    [InlineData("ghp_MadeUpMadeUp12")]
    [InlineData("github_pat_MadeUpMadeUp12")]
    [InlineData("xoxb-1234-madeup12")]
    [InlineData("glpat-MadeUpMadeUp")]
    [InlineData("AKIAMADEUPMADEUP1234")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----")]
    [InlineData("https://user:pass@example.com")]
    [InlineData("eyJhbGciOiJub25l.eyJzdWIiOiJtYWRlIn0.c2lnbmF0dXJl")]
    public void Credentials_are_known_by_their_looks(string value)
    {
        Looks.HoldsCredential("before " + value).ShouldBeTrue();
        Looks.Show("before " + value).ShouldContain(Looks.Mask);
    }

    [Theory]
    [InlineData("contoso/sdk")]
    [InlineData("https://example.com/a")]
    [InlineData("ghp_")]
    [InlineData("task-force")]
    [InlineData("https://example.com:8080/user@host")]
    public void Ordinary_words_are_no_credentials(string value)
    {
        Looks.HoldsCredential(value).ShouldBeFalse();
        Looks.Show(value).ShouldBe($"'{value}'");
    }

    [Theory]
    [InlineData("token: abc, next: 1", "token: •••, next: 1", 16, 16)]
    [InlineData("  password: abc", "  password: •••", 12, 12)]
    [InlineData("url: https://a.b/c?key=1 # x", "url: https://a.b/c?••• # x", 25, 23)]
    [InlineData("plain", "plain", 3, 3)]
    public void The_caret_moves_with_what_is_masked_before_it(string line, string expected, int at, int moved)
    {
        Looks.Apply(line, Looks.HiddenIn(line), at, out var caret).ShouldBe(expected);
        caret.ShouldBe(moved);
    }

    private static string Message(LaptopSecrets secrets, SecretKeyRef reference) =>
        Should.Throw<SecretMissingException>(() => secrets.Read(reference)).Message;
}
