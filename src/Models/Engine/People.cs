using System.Runtime.InteropServices;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>The engine's own copy of the roster's answers, by number; replaced only after what depended on the old answer was folded out.</summary>
internal sealed class People
{
    /// <summary>Stands beside the class of a person whose class depends on the date.</summary>
    private const byte Dated = 0x80;

    /// <summary>Stands beside the class of a person of whom an organisation is known.</summary>
    private const byte Affiliated = 0x40;
    private const byte ClassBits = 0x0F;
    private readonly List<int> personOfMember = [];
    private readonly List<Person> persons = [];

    /// <summary>What nearly every question needs, without touching the person itself.</summary>
    private readonly List<byte> classes = [];

    public int Members => personOfMember.Count;
    public int Persons => persons.Count;

    public int PersonOf(int member) => personOfMember[member];

    public Person Person(int person) => persons[person];

    public bool IsNobody(int member) => IsNobodyPerson(personOfMember[member]);

    /// <summary>The person behind a placeholder account.</summary>
    public bool IsNobodyPerson(int person) =>
        (classes[person] & ClassBits) == (byte)MemberClass.Unknown && persons[person].Id == default;

    /// <summary>Whether class, organisation or vertical of the person may depend on the date.</summary>
    public bool IsDated(int person) => (classes[person] & Affiliated) != 0;

    public MemberClass ClassAt(int member, int instant) => ClassOf(personOfMember[member], instant);

    public MemberClass ClassOf(int person, int instant)
    {
        var known = CollectionsMarshal.AsSpan(classes)[person];
        return known < Dated ? (MemberClass)(known & ClassBits) : persons[person].ClassAt(instant);
    }

    /// <summary>Number of the new account.</summary>
    public int AddMember(int person)
    {
        personOfMember.Add(person);
        return personOfMember.Count - 1;
    }

    public int AddPerson(Person person)
    {
        persons.Add(person);
        classes.Add(CodeOf(person));
        return persons.Count - 1;
    }

    public void Replace(int index, Person person)
    {
        persons[index] = person;
        classes[index] = CodeOf(person);
    }

    public void Move(int member, int person) => personOfMember[member] = person;

    private static byte CodeOf(Person person)
    {
        var code = (byte)person.Class;
        if (person.Belongings.Count > 0)
            code |= Affiliated;
        if (person.Class == MemberClass.Human && person.Belongings.Any(belonging => belonging.Team))
            code |= Dated;
        return code;
    }

    /// <summary>Class of a person outside every time on the team.</summary>
    public MemberClass ClassOf(int person) => (MemberClass)(classes[person] & ClassBits);
}
