"""Asks libpq (PQconninfoParse) how it reads a few thousand random addresses, and writes its answers beside this file.

    python3 libpq-pairs.py .
"""
import ctypes, random, sys
lib = ctypes.CDLL('libpq.so.5')
class Opt(ctypes.Structure):
    _fields_=[('keyword',ctypes.c_char_p),('envvar',ctypes.c_char_p),('compiled',ctypes.c_char_p),('val',ctypes.c_char_p),('label',ctypes.c_char_p),('dispchar',ctypes.c_char_p),('dispsize',ctypes.c_int)]
lib.PQconninfoParse.restype=ctypes.POINTER(Opt); lib.PQconninfoParse.argtypes=[ctypes.c_char_p,ctypes.POINTER(ctypes.c_char_p)]
lib.PQconninfoFree.argtypes=[ctypes.POINTER(Opt)]
lib.PQlibVersion.restype=ctypes.c_int
def parse(s):
    err=ctypes.c_char_p()
    o=lib.PQconninfoParse(s.encode(),ctypes.byref(err))
    if not o: return None
    r={}; i=0
    while o[i].keyword:
        if o[i].val is not None: r[o[i].keyword.decode()]=o[i].val.decode('utf-8')
        i+=1
    lib.PQconninfoFree(o)
    return r
def keywords():
    o=lib.PQconninfoParse(b'',ctypes.byref(ctypes.c_char_p())); i=0; r=[]
    while o[i].keyword: r.append(o[i].keyword.decode()); i+=1
    return r
rnd=random.Random(20260101)
KW=['host','port','dbname','user','password','sslmode','application_name','connect_timeout','options','ssl','target_session_attrs','channel_binding']
BIT=['a','b','me','shop','h1','db.local','127.0.0.1','5432','5433','+','%40','%2F','%3A','%25','%2B','%20','%C3%A9','%e2%82%ac','%','%zz','%0','%00','@',':','/','?','&','=',',','[',']','[::1]','#',';','!','~',' ','\u00e9','%41','%2c','%5B','$','"',"'",'\\','*','..']
def word(n=3, nasty=.4):
    return ''.join(rnd.choice(BIT if rnd.random()<nasty else BIT[:9]) for _ in range(rnd.randint(0,n)))
def uri():
    s=rnd.choice(['postgres://','postgresql://'])
    if rnd.random()<.15:
        return s+word(9,1)
    nasty=rnd.choice([0,0,.1,.3])
    if rnd.random()<.6:
        s+=word(2,nasty)
        if rnd.random()<.7: s+=':'+word(3,nasty)
        s+='@'
    for i in range(rnd.choice([1,1,1,2,3])):
        if i: s+=','
        s+= rnd.choice(['','h1','db.local','[::1]','[fe80::1]','127.0.0.1',word(2,nasty)])
        if rnd.random()<.4: s+=':'+rnd.choice(['','5432','1',word(1,nasty)])
    if rnd.random()<.7: s+='/'+rnd.choice(['','shop',word(2,nasty)])
    if rnd.random()<.5:
        ps=[]
        for _ in range(rnd.randint(0,3)):
            k=rnd.choice(KW) if rnd.random()<.93 else word(1,.3)
            v='true' if k=='ssl' and rnd.random()<.8 else word(2,nasty)
            ps.append(k+('=' if rnd.random()<.97 else '')+v)
        s+='?'+'&'.join(ps)
    return s
KB=['a','shop',' ','  ',"'",'\\',"\\'",'\\\\','=','me','5432','h1','@',':','/','%41','\u00e9','\x0b','+']
def kw():
    def v(n): return ''.join(rnd.choice(KB) for _ in range(rnd.randint(0,n)))
    out=[]
    for _ in range(rnd.randint(0,3)):
        val=rnd.choice([lambda:rnd.choice(['a','shop','h1']),lambda:v(3),lambda:"'"+v(3)+"'"])()
        out.append(rnd.choice(KW if rnd.random()<.95 else ['x','']) + rnd.choice(['=','=','=',' = ',' =','= ','']) + val)
    s=rnd.choice(['',' ','']) + rnd.choice([' ','  '])[:].join(out)
    return s
def esc(s): return s.replace('\\','\\\\').replace('\t','\\t').replace('\n','\\n').replace('\r','\\r').replace('\x0b','\\v')
def write(path, gen, n, head, accept):
    seen=set(); rows=[]
    while len(rows)<n:
        u=gen()
        if u in seen or '\x00' in u or not accept(u): continue
        seen.add(u)
        try: r=parse(u)
        except UnicodeDecodeError: continue
        rows.append((u,r))
    ok=sum(1 for _,r in rows if r is not None)
    with open(path,'w',encoding='utf-8',newline='\n') as f:
        f.write('# '+head+' libpq %s; written by PQconninfoParse: the text, then keyword=value each behind a tab, or ! for an error.\n'%(lib.PQlibVersion()))
        f.write('# Escapes: \\\\ \\t \\n \\r \\v. Known keywords: '+' '.join(sorted(keywords()))+'\n')
        for u,r in rows:
            f.write(esc(u)+''.join('\t'+esc(k+'='+v) for k,v in sorted(r.items())) +('\n') if r is not None else esc(u)+'\t!\n')
    print(path,len(rows),ok)
d=sys.argv[1]
write(d+'/libpq-uris.tsv',uri,4000,'URIs as they are read by',lambda u:True)
write(d+'/libpq-keywords.tsv',kw,1500,'Keyword strings as they are read by',lambda u:'://' not in u)
