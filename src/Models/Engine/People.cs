using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>The engine's own copy of the roster's answers, by number; replaced only after what depended on the old answer was folded out.</summary>
internal sealed class People
{
    private readonly List<int> personOfMember = [];
    private readonly List<bool> nobody = [];
    private readonly List<Person> persons = [];

    public int Members => personOfMember.Count;
    public int Persons => persons.Count;

    public int PersonOf(int member) => personOfMember[member];

    public Person Person(int person) => persons[person];

    public bool IsNobody(int member) => nobody[member];

    /// <summary>The person behind a placeholder account.</summary>
    public bool IsNobodyPerson(int person) => persons[person].Id == default;

    public MemberClass ClassAt(int member, int instant)
    {
        var person = persons[personOfMember[member]];
        return person.Belongings.Count == 0 ? person.Class : person.ClassAt(instant);
    }

    /// <summary>Number of the new account.</summary>
    public int AddMember(int person, bool isNobody)
    {
        personOfMember.Add(person);
        nobody.Add(isNobody);
        return personOfMember.Count - 1;
    }

    public int AddPerson(Person person)
    {
        persons.Add(person);
        return persons.Count - 1;
    }

    public void Replace(int index, Person person) => persons[index] = person;

    public void Move(int member, int person) => personOfMember[member] = person;
}
