"""The system calls that a notebook may make: name, number on x86-64, number on aarch64 ("-": not there).

It is an allow list: what is not here is refused, above all ptrace, process_vm_*, mount, unshare, setns, bpf, keyctl,
userfaultfd, io_uring, perf_event_open, module and kexec calls, open_by_handle_at, pidfd_getfd, memfd_create, System V
shared memory and message queues (nothing bounds their memory), setxattr, and everything newer than this table.
"""

COLUMNS = {"x86_64": 1, "aarch64": 2}
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # how the kernel names the two calling conventions
NEWEST = 450  # of this table; a later call does not exist, as far as libc is told
X32 = 0x40000000  # numbers from here on are another convention of x86-64

ALLOWED = """
read:0:63 write:1:64 readv:19:65 writev:20:66 pread64:17:67 pwrite64:18:68 preadv:295:69 pwritev:296:70
preadv2:327:286 pwritev2:328:287 open:2:- openat:257:56 creat:85:- close:3:57 close_range:436:436 lseek:8:62
dup:32:23 dup2:33:- dup3:292:24 pipe:22:- pipe2:293:59 fcntl:72:25 flock:73:32 ioctl:16:29 fsync:74:82
fdatasync:75:83 ftruncate:77:46 truncate:76:45 fallocate:285:47 fadvise64:221:223 readahead:187:213
sync_file_range:277:84 sendfile:40:71 copy_file_range:326:285
stat:4:- fstat:5:80 lstat:6:- newfstatat:262:79 statx:332:291 access:21:- faccessat:269:48 faccessat2:439:439
getdents:78:- getdents64:217:61 getcwd:79:17 chdir:80:49 fchdir:81:50 rename:82:- renameat:264:38 renameat2:316:276
mkdir:83:- mkdirat:258:34 rmdir:84:- link:86:- linkat:265:37 unlink:87:- unlinkat:263:35 symlink:88:-
symlinkat:266:36 readlink:89:- readlinkat:267:78 mknod:133:- mknodat:259:33 umask:95:166 statfs:137:43
fstatfs:138:44 chmod:90:- fchmod:91:52 fchmodat:268:53 chown:92:- fchown:93:55 lchown:94:- fchownat:260:54
utime:132:- utimes:235:- utimensat:280:88 futimesat:261:- getxattr:191:8 lgetxattr:192:9 fgetxattr:193:10
listxattr:194:11 llistxattr:195:12 flistxattr:196:13
mmap:9:222 mprotect:10:226 munmap:11:215 brk:12:214 mremap:25:216 msync:26:227 mincore:27:232 madvise:28:233
mlock:149:228 mlock2:325:284 munlock:150:229 mlockall:151:230 munlockall:152:231 mbind:237:235 get_mempolicy:239:236
set_mempolicy:238:237 pkey_mprotect:329:288 pkey_alloc:330:289 pkey_free:331:290 membarrier:324:283
clone:56:220 fork:57:- vfork:58:- execve:59:221 execveat:322:281 exit:60:93 exit_group:231:94 wait4:61:260
waitid:247:95 getpid:39:172 getppid:110:173 gettid:186:178 getuid:102:174 geteuid:107:175 getgid:104:176
getegid:108:177 getresuid:118:148 getresgid:120:150 getgroups:115:158 getpgrp:111:- getpgid:121:155 setpgid:109:154
getsid:124:156 setsid:112:157 set_tid_address:218:96 set_robust_list:273:99 get_robust_list:274:100 arch_prctl:158:-
prctl:157:167 capget:125:90 rseq:334:293 restart_syscall:219:128 getrusage:98:165 times:100:153 getrlimit:97:163
setrlimit:160:164 prlimit64:302:261 getpriority:140:141 setpriority:141:140 ioprio_get:252:31 ioprio_set:251:30
sched_yield:24:124 sched_getaffinity:204:123 sched_setaffinity:203:122 sched_getparam:143:121 sched_setparam:142:118
sched_getscheduler:145:120 sched_setscheduler:144:119 sched_getattr:315:275 sched_setattr:314:274
sched_get_priority_max:146:125 sched_get_priority_min:147:126 sched_rr_get_interval:148:127 getcpu:309:168
landlock_create_ruleset:444:444 landlock_add_rule:445:445 landlock_restrict_self:446:446
rt_sigaction:13:134 rt_sigprocmask:14:135 rt_sigreturn:15:139 rt_sigpending:127:136 rt_sigtimedwait:128:137
rt_sigsuspend:130:133 rt_sigqueueinfo:129:138 rt_tgsigqueueinfo:297:240 sigaltstack:131:132 kill:62:129
tkill:200:130 tgkill:234:131 pause:34:- alarm:37:- pidfd_open:434:434 pidfd_send_signal:424:424 signalfd:282:-
signalfd4:289:74
nanosleep:35:101 clock_nanosleep:230:115 clock_gettime:228:113 clock_getres:229:114 gettimeofday:96:169 time:201:-
getitimer:36:102 setitimer:38:103 timer_create:222:107 timer_settime:223:110 timer_gettime:224:108
timer_getoverrun:225:109 timer_delete:226:111 timerfd_create:283:85 timerfd_settime:286:86 timerfd_gettime:287:87
poll:7:- ppoll:271:73 select:23:- pselect6:270:72 epoll_create:213:- epoll_create1:291:20 epoll_ctl:233:21
epoll_wait:232:- epoll_pwait:281:22 epoll_pwait2:441:441 eventfd:284:- eventfd2:290:19 futex:202:98
futex_waitv:449:449
socket:41:198 socketpair:53:199 bind:49:200 listen:50:201 accept:43:202 accept4:288:242 connect:42:203
shutdown:48:210 getsockname:51:204 getpeername:52:205 getsockopt:55:209 setsockopt:54:208 sendto:44:206
recvfrom:45:207 sendmsg:46:211 recvmsg:47:212 sendmmsg:307:269 recvmmsg:299:243
uname:63:160 sysinfo:99:179 getrandom:318:278
"""

# Not there at all, says the filter, so that libc and others take the older way: ``clone3`` hides its flags in memory.
ABSENT = "clone3:435:435 memfd_create:319:279 openat2:437:437 io_uring_setup:425:425"


def numbers(machine: str, table: str = ALLOWED) -> dict[str, int]:
    """Return the numbers of a table's calls on a processor; `KeyError` where there is no column for it."""
    column = COLUMNS[machine]
    rows = (entry.split(":") for entry in table.split())
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}
