using DevRel.Exporter.Web;

namespace DevRel.Exporter.Tests;

public sealed class BcryptTests
{
    /// <summary>Vectors of the two reference implementations, OpenBSD's and crypt_blowfish, and some made with libxcrypt.</summary>
    [Theory]
    [InlineData("", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.")]
    [InlineData("a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe")]
    [InlineData("abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i")]
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    [InlineData("correct horse", "$2y$10$abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu")]
    [InlineData(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
        "$2b$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
    )]
    public void Published_hashes_are_accepted_for_their_passwords_alone(string password, string hash)
    {
        Bcrypt.Verify(password, hash).ShouldBeTrue();
        Bcrypt.Verify("x" + password, hash).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("$2x$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.")]
    [InlineData("$2a$31$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.")]
    [InlineData("$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s")]
    [InlineData("$6$rounds=5000$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8d")]
    public void What_is_no_hash_that_can_be_checked_accepts_nobody(string hash)
    {
        Bcrypt.Complaint(hash).ShouldNotBeNull();
        Bcrypt.Verify("", hash).ShouldBeFalse();
    }

    [Fact]
    public void A_salt_outside_the_alphabet_accepts_nobody() =>
        Bcrypt.Verify("", "$2a$06$DCq7YPn5Rq63x1L!d4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.").ShouldBeFalse();

    [Fact]
    public void The_first_words_are_the_fraction_of_pi()
    {
        var words = PiFraction.Words();

        // 3.243F6A88 85A308D3 13198A2E in base 16; the last word is that of published Blowfish boxes.
        words[..3].ShouldBe([0x243F6A88u, 0x85A308D3u, 0x13198A2Eu]);
        words[^1].ShouldBe(0x3AC372E6u);
    }
}
