using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class ModelSuiteTests
{
    [Test]
    public void Every_model_of_the_catalog_is_put_through_the_suite()
    {
        string[] tested =
        [
            .. typeof(ModelSuite).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ModelSuite)) && !type.IsAbstract)
                .Select(type => type.Name),
        ];
        foreach (ReleaseModel model in Catalog.Models)
            tested.ShouldContain(model.GetType().Name.Replace("Model", "Tests"));
    }
}
