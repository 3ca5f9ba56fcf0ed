using DevRel.Collectors.Git;
using DevRel.Resources;

namespace DevRel.Collectors.Tests.Git;

public sealed class GitAddressTests
{
    [Theory]
    [InlineData("https://github.com/contoso/sdk.git", "contoso/sdk", true)]
    [InlineData("https://git.example/group/sub/tool/", "group/sub/tool", true)]
    [InlineData("ssh://git@git.example:2222/contoso/sdk", "contoso/sdk", true)]
    [InlineData("git@github.com:contoso/sdk.git", "contoso/sdk", true)]
    [InlineData("file:///srv/git/sdk.git", "sdk", false)]
    [InlineData("/srv/git/sdk/.git", "sdk", false)]
    [InlineData("../sdk", "sdk", false)]
    public void An_address_is_understood_as_git_does(string url, string name, bool remote)
    {
        var address = GitAddress.Parse(url, "/home/dev/manifests/source.yaml");

        address.Name.ShouldBe(name);
        address.IsRemote.ShouldBe(remote);
    }

    [Fact]
    public void A_relative_path_starts_at_the_manifests_folder()
    {
        GitAddress.Parse(".", "/home/dev/manifests/source.yaml").Location.ShouldBe("/home/dev/manifests");
        GitAddress.Parse("../sdk", "/home/dev/manifests/source.yaml").Location.ShouldBe("/home/dev/sdk");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("--upload-pack=touch x", "option or a command")]
    [InlineData("-oProxyCommand=x:y", "option or a command")]
    [InlineData("ext::sh -c touch", "option or a command")]
    [InlineData("https://x/\ny", "option or a command")]
    [InlineData("ftp://git.example/sdk", "scheme ftp")]
    [InlineData("git://git.example/sdk", "scheme git")]
    [InlineData("https://ada:hunter2@git.example/sdk", "user name or secret")]
    [InlineData("https://hunter2@git.example/sdk", "user name or secret")]
    [InlineData("https://git.example/sdk?token=hunter2", "query")]
    public void What_git_could_misread_or_what_holds_a_secret_is_refused(string url, string because)
    {
        var error = Should.Throw<CollectionException>(() => GitAddress.Parse(url, "/m/x.yaml"));

        error.Message.ShouldContain(because);
        error.Message.ShouldContain("Write ");
        error.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void The_folder_of_a_manifest_that_came_from_a_cluster_is_nowhere() =>
        Should
            .Throw<CollectionException>(() => GitAddress.Parse(".", manifest: null))
            .Message.ShouldContain("relative");

    [Theory]
    [InlineData("http://git.example/sdk")]
    [InlineData("/srv/sdk")]
    public void A_token_travels_over_https_or_not_at_all(string url)
    {
        var settings = new GitSettings
        {
            Url = url,
            Auth = new GitAuth { Token = new SecretValue() },
        };

        Should
            .Throw<CollectionException>(() => Sandbox.Open(settings, "/m/x.yaml", "/tmp"))
            .Reason.ShouldBe(CollectionFailure.Unauthorized);
    }
}
