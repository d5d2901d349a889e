import { RuleEngine as A } from "../src/engine.js"; import { RuleEngine as B } from "./.tmp-engine.js";
import { rulesOf, language } from "./rules.js"; import { matched } from "./contexts.js"; import { factsOf } from "./facts.js"; import { race } from "./measure.js";
const ps=matched.map(factsOf);
for (const n of [50,1000]) { const a=new A(rulesOf(n),language), b=new B(rulesOf(n),language);
 // the tenant last instead of first
 const last=new A(rulesOf(n).map(r=>r.copyOf&&"all" in r.when?{...r,when:{all:[...r.when.all.slice(1),r.when.all[0]!]}}:r),language);
 const rd=(i:number)=>{const m=ps[i%ps.length]!.readings;return (x:string)=>m.get(x)!};
 for (const l of await race(n+"",[{name:"now",run:i=>a.holding(rd(i))},{name:"compiled leaf tests",run:i=>b.holding(rd(i))},{name:"now, tenant last",run:i=>last.holding(rd(i))}])) console.log(l.group,l.name.padEnd(26),(l.value.p10/1000).toFixed(2),(l.value.median/1000).toFixed(2),l.ratio?.median.toFixed(2)); }
