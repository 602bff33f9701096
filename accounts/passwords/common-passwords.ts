/*
 * The commonest passwords of published breaches. From dropbox/zxcvbn's data/passwords.txt, copyright (c) 2012-2016 Dan
 * Wheeler and Dropbox, Inc., MIT License; what is only abuse or needs no list (one character repeated) left out, and what is
 * common in Taiwan (ji32k7au4a83 is 我的密碼 on a Zhuyin keyboard) and in print put in.
 */

const wholes = `
correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumpsoverthelazydog tobeornottobe tobeornottobethatisthequestion letmeinletmein iloveyouiloveyou ihatepasswords mypasswordissecret thisismypassword thisisapassword
changemechangeme opensesame alibabaandthefortythieves ji32k7au4a83 ji394su3 taiwannumberone 123qweasdzxc 1qaz2wsx3edc q1w2e3r4t5y6 1q2w3e4r5t6y mailcreated5240 qazwsxedcrfv 123456qwerty qwerty123456 polniypizdec0211
sojdlg123aljg leavemealone 123456654321 gfhjkmgfhjkm qazwsxedc123 ghjcnjgfhjkm sonyericsson zxcasdqwe123 ghhh47hj7649 123456789qwe 1qazxsw23edc masterbating qwerasdfzxcv qweasdzxc123 flvbybcnhfnjh 123456789987654321 112233445566
finalfantasy ghbdtnrfrltkf websolutions chickenwing101 1qaz2wsx3edc4rfv unbelievable administrator justinbieber contortionist masturbation newproject2004 needforspeed businessbabe 123456789123 masterbaiting supernatural
maurolarastefy scandinavian domainlock2005 professional momsanaladventure dkflbvbhjdbx hd764nw5d7e1vb1 qazwsxedcrfvtgb dkflbvbhjdyf counterstrike zaq1xsw2cde3 vfvfvskfhfve ghjcnjghjcnj fkmnthyfnbdf 123456789abc admin18533362
intelligence 23176djivanfros 123456789qwerty qazxswedcvfr qwertyasdfgh 1111111111zz whosyourdaddy fktrcfylhjdyf fktrcfylhjdbx 123456789qaz 541233432442 12345678900987654321 password1234 ghbdtnghbdtn 010203040506 lost4815162342
chesterfield 102030405060 vanyarespekt combat123654 qwerty123456789 devilmaycry4 transformers iseedeadpeople 89231243658s 123456789qqq jamesbond007 4815162342lost 123123qweqwe qwertyytrewq 1234567890qw 1234qwerasdf 123qwe456rty
asdfghjkl123 ghjcnjrdfibyj international qwertyuiop123 saun24865709 q1w2e3r4t5y6u7 1qa2ws3ed4rf 123456789zxc polniypizdec110211 ptybnxtvgbjy 12345678987654321 mevefalkcakk playstation3 31217221027711 cosmopolitan q1w2e3r4t5y6u7i8
zqjphsyf6ctifgu 1234567890qwe hedimaptfcor lhbjkjubz2957704 andrewjackie networkingpe 12qw34er56ty 1qazxsw23edcvfr4 159753456852 123456782000 christopher1 ingodwetrust installdevic digitalprodu philadelphia minecraft123
boy4u2ownnyc peanutbutter 1234567890zzz olcrackmaster abc123456789 auckland2010 residentevil qawsedrftgyh 123321qweewq 32615948worms 742617000027 nemvxyheqdd5oqxyxyzi avrillavigne massimiliano 012345678910 41d8cd98f00b
nhfdvfnjkju123 gjkysqgbpltw temppassword ticketmaster 01telemike01 p030710p$e4o stratocaster punksnotdead playstation2 fynfyfyfhbde ghjcnjqgfhjkm nightcrawler installsqlst 123456789101 frederiksberg 1234567890qaz 1a2s3d4f5g6h
sanfrancisco 89876065093rax ghjcnjgbpltw 1234567qwertyu 1234qwerasdfzxcv lytghjgtnhjdcr schoolgirlie 111222333000 zaqwsxcderfv seemnemaailm nhecsyfujkjdt qwaszxerdfcv antananarivu vfrcbvvfrcbv greenlantern q1w2e3r4t5y6u7i8o9p0
passwordstandard corperfmonsy maprchem56458 warhammer40k construction 1234567890qwerty morganstanley 1234567890987654321 cjdthitycndj bltynbabrfwbz stinkyfinger qwertyuiop10 qazxswedc123 iampurehaha2 zxcvbn123456 gtnhjpfdjlcr
123321456654 59382113kevinp bpgjldsgjldthnf rfnthbyf1988 1qa2ws3ed4rf5tg qwertyuiop12345 nhfycajhvths msorcloledbr stickdaddy77 vfhbyfvfhbyf cheeseburger asdfgh123456 123456789asd specialinsta michaeljackson webuivalidat
1234567887654321 1234567892000 ilovemyfamily weihnachtsbau satisfaction qaz123wsx456 123456789qwer 111222333444555 123456789000 systemofadown vladimirovna 122333444455555 amadeusptfcor zxcvbnm123456789 websolutionssu mortalkombat
paraklast1974 minnesota_hp nondriversig 123qwerty123 necronomicon a1s2d3f4g5h6 z1x2c3v4b5n6m7 ghjnbdjcnjzybt thecakeisalie fktrcfylhjdf qwertyuiop12 ontheoutside zcfvfzkexifz sonnenschein wazzkaprivet qwertasdfgzxcvb
weihnachtsbaum ghjatccbjyfk nick1234-rem936 aksjdlasdakj89879 ntktdbpjh1994 23wkoa0fp78dk fatima753357 6215mila6215 zaq12wsxcde3 anytimetoday love777321777 123456789aaa 4815162342lf pfqwtd27121988 cnfc35762209 ktjynsq40147
1a2a3a4a5a6a zxcvbnmmnbvcxz bullnuts2003 findaupair007 sdicmt7seytn gfhfktkjuhfv z1x2c3v4b5n6 entertainment qazwsx123456 lytdybrbdfvgbhf foreveryoung 050605rostik 420842084208555 19960610ilja ipo54tj45uy856 89063032220m
civilization 89semtsriuty badiman28200 123ewqasdcxz nhbujyjvtnhbz edwardcullen blacksonblon polniypizdec1102 ne_e_pod_chehyl 123456zxcvbn ghtdtlvtldtl 12345677654321 alpha135792468 hd764nw5d7e1vbv josephphone7 gthtrfnbgjkt
configuratio msoracle32re passwordassword ronaldinho10 bhrh0h2oof6xbqjeh 193570356033
`;

const words = `
su3cl3 ji394su3 password qwerty dragon baseball abc123 football monkey letmein shadow master michael mustang qwertyuiop superman 1qaz2wsx qazwsx jordan jennifer 123qwe killer trustno1 hunter harley zxcvbnm asdfgh buster andrew batman soccer
tigger charlie robert sunshine thomas iloveyou ranger daniel hockey george computer michelle jessica starwars pepper klaster zxcvbn freedom princess joshua maggie pass ginger amanda ashley love cheese nicole summer matthew chelsea
dallas biteme matrix william yankees taylor corvette austin access martin heather thunder merlin secret diamond hello anthony hammer 1234qwer silver gfhjkm justin patrick richard bailey internet samantha golfer scooter test orange
cookie q1w2e3r4t5 maverick jackson sparky phoenix mickey snoopy guitar whatever chicken morgan andrea camaro mercedes peanut ferrari falcon cowboy welcome samsung steelers smokey joseph dakota melissa arsenal boomer eagles tigers
marina nascar gateway yellow porsche monster spider diablo hannah bulldog junior london purple compaq lakers iceman qwer1234 hardcore cowboys money banana ncc1701 boston brandon tennis johnny miller q1w2e3r4 coffee scooby edward
nikita yamaha mother barney brandy chester oliver charles player knight forever steven rangers midnight chicago redsox victoria angel badboy please fender chris jasper james slayer rabbit natasha rachel marine wizard marlboro
raiders prince casper fishing flower crystal jasmine iwantu panties adidas winter winner gandalf password1 enter ghbdtn 1q2w3e4r angela mike golden lauren cocacola jordan23 winston madison angels panther blowme spanky shannon
sophie johnson asdfasdf david thx1138 toyota tiger murphy canada danielle jonathan muffin liverpoo cooper apples dennis jackie black qwerty123 passw0rd john abcd1234 sandra pokemon 123abc slipknot carlos qazxsw 123456a scorpion
qwaszx nathan butter startrek rainbow asdfghjkl razz newyork redskins gemini cameron qazwsxedc florida liverpool turtle nicholas wilson sierra viking booger butthead doctor rocket victor dolphins captain bandit jaguar packers
pookie peaches asdf dolphin helpme blue tucker theman maxwell tiffany jeremy qwertyui debbie albert lovers maddog alex monica united giants nirvana metallic hotdog rosebud mountain benjamin warrior stupid elephant success bond007
bonnie alexis lucky jason scorpio samson q1w2e3 azerty rush2112 driver freddy willie calvin 1q2w3e4r5t sydney gators dexter red123 123456q 12345a bubba creative voodoo golf happy arthur trouble america nissan gunner stella rebecca
garfield gordon jessie parker asdfghjk jack apollo 1qazxsw2 eminem december legend airborne bear beavis august apple brooklyn godzilla skippy buddy qwert kitten magic shelby beaver phantom fred nothing asdasd williams xavier
braves darkness blink182 travis copper platinum qweqwe tomcat girls bigboy green power animal police online voyager lifehack 12qwaszx fish sniper trinity walter blazer heaven lover snowball loveme bubbles cricket marvin willow
donkey topgun nintendo family saturn november destiny gabriel pakistan pumpkin digital sergey redwings explorer chance private runner therock guinness lasvegas beatles fire cassie christin qwerty1 celtic asdf1234 andrey broncos
babygirl nelson donald eclipse scott fluffy louise cartman michigan carolina testing little samuel alexande steve birdie pantera cherry gibson sharon vampire peter mexico buffalo genius montana beer minecraft maximus flyers school
lovely stalker metallica doggie carter kristina kimberly spencer snickers barbara speedy sabrina carmen marcus bronco lol123 friends paradise yankee horses magnum dreams cool caroline lacrosse ou812 goober enigma member qwertyu
scotty pimpin bollocks sammy surfer brian poohbear genesis star dave asd123 qweasdzxc baby racing friend hello1 hawaii eagle1 viper october vanessa billy poopoo einstein 12345q stanley walker paul drowssap courtney simple stephen
badger alaska action denise jake bill jester drummer spitfire patricia forest maryjane champion diesel svetlana rock friday kevin gregory pamela mark frank hotrod chevy anderson lucky1 westside douglas security google tester
shorty thumper hitman mozart general zaq12wsx reddog music alexander melanie lizard a123456 123456789a ruslan vincent eagle 1232323q scarface teresa sweet qwerty12 marshall a12345 olivia buddha veronica frankie spirit money1
stargate antonio qwe123 naruto mercury natalie liberty 12345qwert semperfi suzuki king popcorn spooky marley system brittany scotland kelly claudia free kitty cherokee vikings simpsons death rascal leslie qweasd jimmy hummer
loveyou michael1 patches allison rocky adrian russia jupiter penguin passion howard vfhbyf honda vladimir andre franklin sandman homer passport raider infinity assman bulldogs fantasy horney domino budlight disney norman ironman
softball francis bishop brutus jeffrey redrum ford bigred brooke jesus mnbvcxz fktrcfylh karina marines digger ireland kawasaki cougar fireman oksana college russell alicia houston monday bradley sarah justice super wildcats
tinker logitech duncan dancer swordfis avalon everton reggie alexandr motorola timothy molly patriots hentai madonna claire eugene ducati colorado connor indian kermit juventus galore house smooth freeuser warcraft simpson boogie
titanic wolverin elizabet arizona valentin georgia saints asdfg accord baxter matt denver test123 password123 mitchell christ yfnfif smith stinky zachary roland brenda spiderma naughty chopper hello123 ncc1701d extreme skyline
water poop zombie pearljam 123qweasd froggy awesome vision pirate fylhtq alyssa dreamer bullet predator empire wolf 123123a kirill charlie1 people panthers elvis skipper nemesis rasdzv3 peekaboo simon rolltide alison american
cardinal arnold daddy psycho danger mookie happy1 wanker chevelle manutd goblue hobbes vegeta tommy fyfcnfcbz picard burton bobby windows loverboy victory vfrcbv bambam serega turkey tweety galina hiphop rooster changeme berlin
taurus polina electric ronald avatar mine maksim raptor alpha1 hendrix newport kenneth brazil hard spring eric a1b2c3 madmax england alpha france britney sublime darkside bigman wolfpack classic hercules lawrence lincoln ronaldo
letmein1 1q2w3e spiderman blizzard 123456789q cheyenne cjkysirj tiger1 wombat bubba1 raymond brother kristen pandora zxc123 holiday simone wildcat devils kramer horse alabama caesar basketball buddy1 sterling bondage carrie pickle
shaggy sports catch22 leather chronic a1b2c3d4 flowers admin robbie qqq111 qaz123 perfect gracie airplane kodiak freepass amber billybob sunset katana crazy maria phpbb chocolat good snowman anna angel1 stingray candy firebird
wolves zeppelin detroit garcia pontiac gundam panzer fisher pretty time outlaw connie business trevor honey redhead tarheels greenday nastya engineer savage dragon1 hellfire serenity cobra service dude michele sasha fireball
lickme miranda darkstar mustang1 flash remember white harvey oscar strike beauty freddie pavilion bobafett adam dbrnjhbz bigmac bowling jeff chris1 duke clinton ytrewq future jenny jones wallace harrison natali pyramid rulez
welcome1 dodgers apache swimming morris whynot teens trooper defender girl precious packard weasel popeye lucifer cancer icecream raven stewart swordfish tanner presario sandy viktor rockstar blonde manager cheryl norton james1
control wutang spike julian pimp atlanta airforce thailand casino looking lennon mouse paris hacker bluebird hawkeye theone catfish elaine sailor lisa goldfish dustin nfnmzyf light tattoo design pervert barbie maxima roscoe
nipples machine trucks herman wrangler rocks tornado lights cadillac bubble jerry pegasus madman longhorn philip laura browns target orlando eatme stefan qazwsx123 microsoft dilbert katie christia baller winnie cannon shooter
xfiles street seattle qazqaz cthutq amateur prelude corona freaky malibu beach assassin atlantis integra pussies iloveu regina lonewolf dragons monkey1 unicorn software bobcat stealth kristin stacey peewee openup tony student
srinivas angelina newton leonardo young zaqwsx valentina shotgun lolita trigger enjoy athena veronika bruins coyote babydoll joker country dollar lestat rocky1 hottie random butterfly potter wordpass smiley sweety snake chipper
woody samurai devildog gizmo video valerie maddie soso123aljg powers mistress freedom1 flipper express hjvfirf elena moose cessna piglet goldie polaris teacher montreal cookies father wolfgang scully fatboy ladies wicked daisy
balls tickle bunny dfvgbh castle foobar transam single pepsi fetish oicu812 basketba ryan toshiba hotstuff jasmin sunday booty gambit ronnie impala texas birthday stephani jessica1 hooker lancer knicks shamrock stinger savannah
kathleen roberto redneck benson deftones squirt siemens nick blaster goldberg trucker alfred subaru renegade shelly ibanez manson swinger reaper blondie casey cristina hamilton mylove minnie lindsay harry galaxy farmer gloria
blahblah dudley special enterpri travel 1234abcd babylon5 indiana skeeter master1 sugar ficken great smoke bigone sweetpea trfnthbyf curtis freeman marino escort smitty bigfoot joanne babes check larisa trumpet spartan valera
tristan babylon asdfghj sister yankees1 stormy mister hamlet aardvark butterfl marathon andreas paladin cavalier manchester skater seven napoleon indigo hornet rusty buckeyes indians rose karate wonder hesoyam julie pierre jerome
toronto holland diamonds aurora chiefs buckeye sweetie highland charger redman elizabeth chandler brandi passwor maiden griffin drpepper campbell monika leonard brown storm autumn bernie garden linda pencil millie sherlock timber
thuglife insane pizza jungle mariah jesus1 aragorn 1a2b3c hamster david1 audrey triumph techno lollol sidney pioneer catdog sophia none fktrctq morpheus pascal sampson shadow1 island hobbit consumer blabla aaron justme stones
marion chrissy tyler marie spartak goforit burger pitbull adgjmptw kelsey nadine karen italia barcelona harold hunting kaiser artist colors martha german sammie bass kissme nicolas overlord mario isabella pebbles sundance emerald
doggy callie isabelle racecar irina germany element zipper alpine basket holly goddess poison shirley change nipple wesley sakura eddie chichi huskers christy marcel danny q12345 ultimate dirty ncc1701e blackie inside nicola nikki
rommel matthew1 caserta omega geronimo watson sergio sammy1 trojan 123qwe123 philips nugget tarzan chicks aleksandr bassman warren trixie cream sherry manuel portugal webster help anakin dodger bomber superfly madness michel
global loser 123asd yvonne fatcat ybrbnf florence soldier energy warlock wrinkle1 desire bianca martina babe larry seminole alejandr peace westham andrei concrete hector harris margaret access14 weed bernard letmein2 ladybug
network christop trombone history tintin sherman bluesky chuck rhbcnbyf qazxswedc home pleasure christian logan cotton onelove cdtnkfyf january vfvjxrf lindsey sunny titans stallion holden archie brianna missy truck smile party
singer hansolo blue22 natalia angelo smiles phillip joanna beagle panama kingkong flatron moon inferno mongoose connect poiuyt snatch qawsed juice blessed rocker dominic snakes personal turbo bluemoon emily joey finger jamaica
a1234567 alberto mulder beetle forget passat immortal head jamie susan plastic long anthony1 whiskey dietcoke spunky giovanni magic1 monitor cactus exigen markus patton planet ripper teen spyder apple1 nolimit abigail daniela
katrina waters morrison hollywoo sticky trunks always diana andy japan mission speed clifford april pickles fernando holmes sailing freak bonehead ghbdtnbr million delta darren newman charlott rubber molly1 yomama hongkong jumper
william1 open sylvia faster unreal olga bertha memphis maurice nylons rodney kennedy legion sebastia shalom pentium geheim dodge brooks movie werewolf funtime ferret orion kingdom curious graham niners dream milton cantona sprite
philly pacific pirates abgrtyu gilbert lollipop french palmer eternity office boeing super123 sweets sheila cooldude stars tottenha africa
`;

const listOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Common passwords of 12 characters or more, in lower case. */
export const commonPasswords = listOf(wholes);

/** Common passwords of 4 to 11 characters, in lower case: alone too short, but what long ones are cobbled together from. */
export const commonWords = listOf(words);
