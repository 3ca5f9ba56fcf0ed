namespace DevRel.Activities.Tests;

public sealed class ActivityKindTests
{
    [Fact]
    public void Kinds_are_spelled_in_snake_case() =>
        ActivityKind.PullRequestMerged.Name().ShouldBe("pull_request_merged");

    [Fact]
    public void Every_kind_reads_back_as_itself()
    {
        foreach (var kind in ActivityKinds.All)
        {
            ActivityKinds.TryParse(kind.Name(), out var read).ShouldBeTrue();
            read.ShouldBe(kind);
        }
    }

    [Theory]
    [InlineData("PullRequestMerged")]
    [InlineData("pull-request-merged")]
    [InlineData("")]
    public void Another_spelling_is_no_kind(string name) => ActivityKinds.TryParse(name, out _).ShouldBeFalse();

    /// <summary>The numbers are on people's disks: a new kind is appended, and none is ever renumbered.</summary>
    [Fact]
    public void Stored_numbers_never_change() =>
        string.Join(' ', ActivityKinds.All.Select(kind => $"{(int)kind}={kind.Name()}"))
            .ShouldStartWith(
                "1=issue_opened 2=issue_closed 3=issue_reopened 4=issue_comment 5=pull_request_opened 6=pull_request_merged 7=pull_request_closed"
                    + " 8=pull_request_reopened 9=pull_request_review 10=review_comment 11=pull_request_comment 12=commit 13=commit_review"
                    + " 14=commit_comment 15=release 16=star 17=fork 18=discussion_started 19=discussion_comment 20=discussion_closed"
                    + " 21=question_asked 22=answer_posted 23=answer_accepted 24=topic_created 25=reply 26=comment 27=post 28=reaction"
                    + " 29=vote 30=message 31=thread_started 32=member_joined 33=member_left"
            );
}
