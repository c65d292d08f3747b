using System.Reflection;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests;

public sealed class RegistryTests
{
    static Assembly Own => typeof(RegistryTests).Assembly;

    [Test]
    public void An_assembly_gives_its_members_in_the_order_of_rank_and_name()
    {
        var registry = new Registry<Fruit>("fruit").Register(Own);
        registry.Names.ShouldBe(["pear", "apple", "banana"]);
        registry.Count.ShouldBe(3);
        registry[0].ShouldBeOfType<Pear>();
        registry.Find("apple").ShouldBeOfType<Apple>();
        registry.Find("cherry").ShouldBeNull();
    }

    [Test]
    public void A_name_that_none_has_is_refused_with_the_nearest()
    {
        var registry = new Registry<Fruit>("fruit").Register(Own);
        Should.Throw<RefusedException>(() => registry.Get("aple")).Message.ShouldBe("aple: there is no such fruit; did you mean 'apple'?");
        Should.Throw<RefusedException>(() => registry.Get("cherry")).Message
            .ShouldBe("cherry: there is no such fruit; use \"pear\", \"apple\" or \"banana\".");
    }

    [Test]
    public void An_assembly_that_is_known_adds_nothing_and_a_name_that_is_taken_is_refused()
    {
        var registry = new Registry<Fruit>("fruit").Register(Own).Register(Own);
        registry.Count.ShouldBe(3);
        Should.Throw<RefusedException>(() => registry.Register(new Apple())).Message.ShouldContain("there is a fruit 'apple' already");
        registry.Count.ShouldBe(3);
    }

    [Test]
    public void Every_solver_and_every_model_of_ours_is_found_by_its_name()
    {
        foreach (var model in Catalog.Models)
            Catalog.Models.Get(model.Name).ShouldBeSameAs(model);
        foreach (var method in Catalog.Methods)
            Catalog.Methods.Get(method.Name).ShouldBeSameAs(method);
    }

    public abstract class Fruit : INamed
    {
        public abstract string Name { get; }

        public virtual int Rank => 1000;
    }

    public sealed class Banana : Fruit
    {
        public override string Name => "banana";
    }

    public sealed class Apple : Fruit
    {
        public override string Name => "apple";
    }

    public sealed class Pear : Fruit
    {
        public override string Name => "pear";

        public override int Rank => 1;
    }

    /// <summary>Cannot be made without saying what kind, so it is no member.</summary>
    public sealed class Grafted(string name) : Fruit
    {
        public override string Name => name;
    }
}
