using System.Collections;
using System.Reflection;

namespace SurrogateEngine;

/// <summary>Something that files and command lines ask for by name.</summary>
public interface INamed
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>Place in lists, smaller first; equal ones stand in the order of their names.</summary>
    int Rank => 1000;
}

/// <summary>
/// A family whose members are found by name: release models, methods, networks, losses, samplers, verbs. A member is a class with a
/// constructor without parameters, in our assembly or in anybody's; registering the assembly finds it.
/// </summary>
/// <typeparam name="T">What they have in common.</typeparam>
/// <param name="kind">What one of them is called in a refusal, e.g. <c>release model</c>.</param>
public class Registry<T>(string kind) : IReadOnlyList<T> where T : class, INamed
{
    readonly Lock changing = new();
    readonly HashSet<Assembly> seen = [];
    volatile T[] members = [];

    /// <summary>What one of them is called.</summary>
    public string Kind => kind;

    /// <summary>Every member's name, in their order.</summary>
    public IReadOnlyList<string> Names => [.. members.Select(member => member.Name)];

    /// <inheritdoc/>
    public int Count => members.Length;

    /// <inheritdoc/>
    public T this[int index] => members[index];

    /// <summary>Adds what an assembly holds; an assembly that is known already adds nothing.</summary>
    /// <returns>This registry.</returns>
    /// <exception cref="RefusedException">Two members have one name.</exception>
    public Registry<T> Register(Assembly assembly)
    {
        lock (changing)
        {
            if (seen.Add(assembly))
                Add(assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false }).SelectMany(MembersOf));
        }

        return this;
    }

    /// <summary>Adds one member, e.g. one whose settings are not the usual ones.</summary>
    /// <exception cref="RefusedException">Another one has its name.</exception>
    public void Register(T member)
    {
        lock (changing)
            Add([member]);
    }

    /// <summary>The member of that name, or null.</summary>
    public T? Find(string name) => Array.Find(members, member => member.Name == name);

    /// <summary>The member of that name.</summary>
    /// <exception cref="RefusedException">There is none; the sentence names the nearest.</exception>
    public T Get(string name) =>
        Find(name) ?? throw new RefusedException($"{name}: there is no such {kind}; {Spelling.Suggest(name, Names)}");

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The members that a type stands for.</summary>
    protected virtual IEnumerable<T> MembersOf(Type type) =>
        type.IsAssignableTo(typeof(T)) && !type.IsGenericTypeDefinition && type.GetConstructor(Type.EmptyTypes) is { } make
        ? [(T)make.Invoke(null)] : [];

    void Add(IEnumerable<T> more)
    {
        T[] all = [.. members.Concat(more).OrderBy(member => member.Rank).ThenBy(member => member.Name, StringComparer.Ordinal)];
        if (all.GroupBy(member => member.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new RefusedException(
                $"{same.Last().GetType().Assembly.GetName().Name}: there is a {kind} '{same.Key}' already; give this one another name.");
        members = all;
    }
}
