using System.Reflection;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>
/// What the tensor library needs so that it moves a network whole: it replaces what is registered, and writes the replacement
/// into the field of the registered name.
/// </summary>
public sealed class MovingNetworksTests
{
    static readonly NetworkShape Shape = NetworkShape.Of(FirstOrderRelease.Space with
    {
        Parameters = [.. FirstOrderRelease.Space.Parameters, new("k2", "1/d", 0.1, 3, Scale.Log, "another rate", "test")],
    });

    static IEnumerable<TestCaseData> Plans()
    {
        var small = new TrainingPlan { Network = new() { Width = 8, Depth = 2, Modes = 4 } };
        (string Name, TrainingPlan Plan)[] plans =
        [
            .. Trainers.Networks.All.Names.Select(name => (name, small with { Network = small.Network with { Name = name } })),
            ("effective time, monotone", small with
            {
                Network = small.Network with { Name = "deeponet", Trunk = "effective-time", Monotone = true },
            }),
            ("features", small with
            {
                Network = small.Network with { Features = ["ratios", "fourier", "effective-rates"], FourierFeatures = 4 },
            }),
            ("pod", small with { Network = small.Network with { Basis = "pod" } }),
            ("learned", small with { Network = small.Network with { Basis = "learned" } }),
            ("stacked members", small with { Network = small.Network with { Members = 3 } }),
            ("separate members", small with { Network = small.Network with { Members = 2, Name = "deeponet" } }),
        ];
        return plans.Select(plan => new TestCaseData(plan.Plan).SetArgDisplayNames(plan.Name));
    }

    [TestCaseSource(nameof(Plans))]
    public void Every_tensor_of_a_network_is_registered_under_its_fields_name(TrainingPlan plan)
    {
        using var network = Make(plan);
        foreach (var module in Ours(network))
            foreach (var field in Fields(module))
            {
                if (field.GetValue(module) is Tensor tensor)
                    Named(module, field.Name).ShouldBeSameAs(tensor, $"{module.GetType().Name}.{field.Name}");
                if (typeof(IEnumerable<Tensor>).IsAssignableFrom(field.FieldType))
                    module.ShouldBeAssignableTo<EnsembleNetwork>(
                        $"{module.GetType().Name}.{field.Name} would keep the tensors of the host.");
            }
    }

    [TestCaseSource(nameof(Plans))]
    public void Buffers_that_are_not_saved_are_those_of_modules_that_derive_them(TrainingPlan plan)
    {
        using var network = Make(plan);
        string[] saved = [.. Weights.Of(network).Select(weight => weight.Name)];
        network.named_parameters().Select(p => p.name).Except(saved).ShouldBeEmpty();
        foreach (var (path, module) in network.named_modules().Append((name: "", module: network)))
            foreach (var (name, _) in module.named_buffers(recurse: false))
                saved.Contains(path.Length == 0 ? name : $"{path}.{name}")
                    .ShouldBe(module is not IDerivesBuffers, $"{module.GetType().Name}.{name}");
    }

    [Test]
    public void A_stacked_ensemble_takes_up_replaced_parameters()
    {
        using var network = (EnsembleNetwork)Make(new TrainingPlan { Network = new() { Width = 8, Depth = 2, Members = 3 } });
        var register = typeof(nn.Module).GetMethod(
            "ConditionallyRegisterParameter", BindingFlags.Instance | BindingFlags.NonPublic,
            [typeof(string), typeof(TorchSharp.Modules.Parameter)])!;
        using var quiet = no_grad();
        foreach (var (name, parameter) in network.named_parameters().ToArray())
            register.Invoke(network, [name, new TorchSharp.Modules.Parameter(zeros_like(parameter))]);
        network.Moved();
        network.eval();
        network.forward(ones(2, Shape.Inputs)).abs().sum().item<float>().ShouldBe(0);
    }

    [Test]
    public void What_is_on_the_host_is_not_copied()
    {
        using var tensor = ones(2, 3);
        tensor.On(CPU).ShouldBeSameAs(tensor);
        tensor.OnHost().ShouldBeSameAs(tensor);
        using var network = Make(new TrainingPlan { Network = new() { Width = 8 } });
        network.On(CPU).ShouldBeSameAs(network);
    }

    [Test]
    public void Writing_overwrites_where_the_tensor_is()
    {
        using var tensor = ones(2, 2);
        tensor.Write([1, 2, 3, 4]);
        tensor.Floats().ToArray().ShouldBe([1, 2, 3, 4]);
    }

    static nn.Module<Tensor, Tensor> Make(TrainingPlan plan) => Trainers.Networks.Create(Shape, plan);

    static IEnumerable<nn.Module> Ours(nn.Module network) =>
        new[] { network }.Concat(network.named_modules().Select(m => m.module))
        .Where(module => module.GetType().Assembly == typeof(Trainer).Assembly);

    static IEnumerable<FieldInfo> Fields(nn.Module module)
    {
        for (var type = module.GetType(); type is not null && type.Assembly == typeof(Trainer).Assembly; type = type.BaseType)
            foreach (var field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
    }

    static Tensor? Named(nn.Module module, string name) =>
        module.named_parameters(recurse: false).Where(p => p.name == name).Select(p => (Tensor)p.parameter)
            .Concat(module.named_buffers(recurse: false).Where(b => b.name == name).Select(b => b.buffer)).FirstOrDefault();
}
