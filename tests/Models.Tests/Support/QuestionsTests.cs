using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Tests.Engine;

namespace DevRel.Models.Tests.Support;

public sealed class QuestionsTests
{
    private readonly Town town = new();

    public QuestionsTests()
    {
        town.Is("robot", person => person with { Class = MemberClass.Bot });
        town.Is("colleague", person => person with { Belongings = [new Belonging(null, Team: true)] });
        town.Did("asker", ActivityKind.QuestionAsked, Town.Ago(3), "q/1", "forum");
    }

    [Fact]
    public void Without_an_answer_it_is_none() => Answered("none");

    [Fact]
    public void The_first_reply_of_a_person_decides_without_an_acceptance()
    {
        Reply("robot", 1);
        Answered("bot");
        Reply("peer", 2);
        Reply("colleague", 3);
        Answered("peer");
        town.Value("devrel_deflected_questions", "7d").ShouldBe(0);
    }

    [Fact]
    public void The_accepted_answer_decides_even_when_it_came_later()
    {
        Reply("peer", 1);
        Reply("colleague", 2, id: "post/2");
        town.Did("asker", ActivityKind.AnswerAccepted, Town.Ago(1), "q/1", "forum", parent: "post/2");
        Answered("team");
    }

    [Fact]
    public void An_acceptance_that_comes_before_its_answer_is_understood_when_that_arrives()
    {
        town.Did("asker", ActivityKind.AnswerAccepted, Town.Ago(1), "q/1", "forum", parent: "post/2");
        Reply("colleague", 1);
        Answered("team");
        Reply("peer", 2, id: "post/2");
        Answered("peer");
    }

    [Fact]
    public void Whoever_accepts_their_own_answer_answered_themselves()
    {
        Reply("asker", 2, id: "post/2");
        Answered("self");
        Reply("peer", 3);
        Answered("peer");
        town.Did("asker", ActivityKind.AnswerAccepted, Town.Ago(1), "q/1", "forum", parent: "post/2");
        Answered("self");
    }

    [Fact]
    public void A_question_that_peers_alone_answered_is_deflected()
    {
        Reply("peer", 1);
        Reply("robot", 2);
        town.Value("devrel_deflected_questions", "7d").ShouldBe(1);
        town.Value("devrel_helpers", "7d").ShouldBe(1);
    }

    [Fact]
    public void Concentration_is_the_share_of_the_busiest_tenth_at_least_one()
    {
        for (var i = 0; i < 6; i++)
            Reply("busy", i + 1);
        Reply("peer", 10);
        Reply("friend", 11);
        Reply("colleague", 12);

        town.Value("devrel_helpers", "7d").ShouldBe(3);
        town.Value("devrel_answer_concentration_ratio", "7d").ShouldBe(0.75);
    }

    private void Reply(string who, int hours, string? id = null) =>
        town.Did(who, ActivityKind.AnswerPosted, Town.Ago(3).AddHours(hours), "q/1", "forum", id);

    private void Answered(string by)
    {
        foreach (var answer in new[] { "peer", "team", "bot", "self", "none" })
            town.Value("devrel_questions", answer, "7d").ShouldBe(answer == by ? 1 : 0, answer);
    }
}
