/** What a class owes its supertypes: ADG "Extending a Class", "Interfaces", "Apex Class Definition", "Create Custom Exceptions", "Apex Properties". */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let run: ConformanceOrg['run'];
let valueOf: ConformanceOrg['valueOf'];
beforeAll(() => {
  ({ run, valueOf } = makeConformanceOrg('fixtures'));
});

const SHAPE = 'abstract class Shape { abstract Integer area(Integer n); }';
const BASE = 'virtual class Base { public virtual Integer f() { return 1; } public Integer g() { return 2; } }';

describe('a class that does not keep them is refused', () => {
  test.each([
    [
      'a method of its abstract superclass',
      `${SHAPE} class Dot extends Shape { }`,
      'Class AnonymousBlock.Dot must implement the method: Integer AnonymousBlock.Shape.area(Integer)',
    ],
    [
      'a method of its interface',
      'interface Named { String name(); } class Dot implements Named { }',
      'Class AnonymousBlock.Dot must implement the method: String AnonymousBlock.Named.name()',
    ],
    [
      'a method of an interface of the platform',
      'class Dot implements Comparable { }',
      'Class AnonymousBlock.Dot must implement the method: Integer Comparable.compareTo(Object)',
    ],
    [
      'the types of its parameters',
      `${SHAPE} class Dot extends Shape { public Integer area(String n) { return 0; } }`,
      'Class AnonymousBlock.Dot must implement the method: Integer AnonymousBlock.Shape.area(Integer)',
    ],
    [
      'a superclass that may not be extended',
      'class Base { } class Dot extends Base { }',
      'Non-virtual and non-abstract type cannot be extended: AnonymousBlock.Base',
    ],
    ['an interface that is none', 'virtual class Base { } class Dot implements Base { }', 'Type is not an interface: AnonymousBlock.Base'],
    [
      'the keyword of what it overrides',
      `${BASE} class Dot extends Base { public Integer f() { return 3; } }`,
      'Method must use the override keyword: Integer AnonymousBlock.Dot.f()',
    ],
    [
      'something to override',
      'class Dot { public override Integer f() { return 3; } }',
      'Method does not override an ancestor method: Integer AnonymousBlock.Dot.f()',
    ],
    [
      'a method that may not be overridden',
      `${BASE} class Dot extends Base { public override Integer g() { return 3; } }`,
      'Non-virtual, non-abstract methods cannot be overridden: Integer AnonymousBlock.Dot.g()',
    ],
    ['a body', 'class Dot { Integer f(); }', 'Method must have a body or be abstract: f'],
    [
      'an end of its line of superclasses',
      'virtual class Base extends Dot { } virtual class Dot extends Base { }',
      'Circular definition: AnonymousBlock.Dot',
    ],
    ['an end of its own line', 'virtual class Dot extends Dot { }', 'Circular definition: AnonymousBlock.Dot'],
    [
      'a superclass that can be constructed without arguments',
      'virtual class Base { Base(Integer n) { } } class Dot extends Base { }',
      'No default constructor available in super type: AnonymousBlock.Base',
    ],
    ['constructors that differ', 'class Dot { Dot(Integer a) { } Dot(Integer b) { } }', 'Method already defined: Dot'],
    ['a name of its own', 'class Dot { } class Dot { }', 'Duplicate class: Dot'],
    [
      'the name of an exception',
      'class Problem extends Exception { }',
      "Classes extending Exception must have a name ending in 'Exception': AnonymousBlock.Problem",
    ],
    ['a setter', 'class Dot { Integer x { get { return 1; } } void f() { x = 2; } }', 'Property cannot be assigned: x'],
  ])('%s', (_, code, message) => {
    expect(run(code).problems[0]?.message).toBe(message);
  });
});

describe('one that keeps them runs', () => {
  test.each([
    [
      'a method of the superclass answers for an interface',
      `${BASE} interface Counted { Integer f(); } class Dot extends Base implements Counted { } Counted c = new Dot();`,
      'c.f()',
      '1',
    ],
    [
      'an abstract class leaves methods to those that extend it',
      `${SHAPE} abstract class Flat extends Shape { } class Dot extends Flat { public override Integer area(Integer n) { return n; } } Shape s = new Dot();`,
      's.area(7)',
      '7',
    ],
    [
      'a private method is not overridden (release notes of Summer 24)',
      'virtual class Base { private Integer f() { return 1; } public Integer g() { return f(); } } class Dot extends Base { public Integer f() { return 2; } }',
      `new Dot().g() + ' ' + new Dot().f()`,
      '1 2',
    ],
    [
      'nor is a private one by another private one',
      'virtual class A { private Integer f() { return 1; } public Integer a() { return f(); } } virtual class B extends A { private Integer f() { return 2; } public Integer b() { return f(); } } class C extends B { private Integer f() { return 3; } public Integer c() { return f(); } }',
      `new C().a() + ' ' + new C().b() + ' ' + new C().c()`,
      '1 2 3',
    ],
    [
      'a property asks that of the superclass',
      'virtual class Base { public virtual Integer x { get { return 1; } } } class Dot extends Base { public override Integer x { get { return super.x + 1; } } }',
      'new Dot().x',
      '2',
    ],
    [
      'a property without getter has the value behind it',
      'class Dot { public Integer x { set { x = value * 2; } } } Dot d = new Dot(); d.x = 2;',
      'd.x',
      '4',
    ],
    [
      'classes of a block are made from JSON',
      'class Dot { public Integer x; public Integer constructor; }',
      `JSON.serialize(JSON.deserialize('{"X": 1, "__proto__": 2, "constructor": 3}', Dot.class))`,
      '{"x":1,"constructor":3}',
    ],
  ])('%s', (_, before, expression, expected) => {
    expect(valueOf(expression, before)).toBe(expected);
  });
});
