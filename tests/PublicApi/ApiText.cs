using System.Reflection;
using System.Runtime.CompilerServices;

namespace SurrogateEngine.Tests.PublicApi;

/// <summary>Writes types and members nearly as C# does.</summary>
static class ApiText
{
    static readonly NullabilityInfoContext Nullability = new();

    static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Heading(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsInterface ? "interface"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly struct" : "struct")
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        string name = type.Namespace + "." + Name(type);
        string[] bases = type.IsEnum || kind == "delegate" ? [] : [.. Bases(type)];
        return $"{kind} {name}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Scope(constructor)}new({Parameters(constructor)})",
        MethodInfo method =>
            $"{Scope(method)}{method.Name}{Generics(method)}({Parameters(method)}) -> {Name(method.ReturnType)}{Mark(method.ReturnParameter)}",
        PropertyInfo property =>
            $"{Scope(property.GetAccessors(true)[0])}{property.Name} {{ {Accessors(property)} }} -> {Name(property.PropertyType)}{Mark(property)}",
        FieldInfo { IsLiteral: true } field => $"const {field.Name} = {field.GetRawConstantValue() ?? "null"}",
        FieldInfo field =>
            $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{field.Name} -> {Name(field.FieldType)}",
        _ => $"{member.MemberType} {member.Name}",
    };

    static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return Name(parent);
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        foreach (string name in type.GetInterfaces().Except(inherited).Where(face => !IsEquatable(face)).Select(Name)
            .Order(StringComparer.Ordinal))
            yield return name;
    }

    static bool IsEquatable(Type face) => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>);

    static string Scope(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic && !method.IsConstructor ? "static " : "")
        + (method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "");

    static string Accessors(PropertyInfo property) => string.Join(" ", property.GetAccessors(false).Select(accessor =>
        accessor.ReturnType != typeof(void) ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"));

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string fallback = !parameter.HasDefaultValue ? "" : $" = {parameter.DefaultValue ?? "default"}";
        return $"{way}{Name(parameter.ParameterType)}{Mark(parameter)} {parameter.Name}{fallback}";
    }

    static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    static string Mark(ParameterInfo parameter) =>
        IsReference(parameter.ParameterType) && Nullability.Create(parameter).ReadState == NullabilityState.Nullable ? "?" : "";

    static string Mark(PropertyInfo property) =>
        IsReference(property.PropertyType) && Nullability.Create(property).ReadState == NullabilityState.Nullable ? "?" : "";

    static bool IsReference(Type type) =>
        !type.IsValueType && !type.IsByRef && !type.IsPointer && !type.IsGenericParameter && type != typeof(void);

    static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        string outer = type.DeclaringType is { } declaring && !type.IsGenericParameter ? Name(declaring) + "." : "";
        string name = outer + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
